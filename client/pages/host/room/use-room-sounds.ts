import { useEffect, useRef } from 'preact/hooks';
import type { HostView } from '../../../../shared/views/wire.ts';
import { playSound, type Sound } from './sounds.ts';

const soundOf: Partial<Record<HostView['phase'], Sound>> = {
  guessing: 'open',
  results: 'closed',
  revealed: 'reveal',
};

/** A sound as a round opens, closes, and as the jar opens; a page that comes in later starts in silence. */
export function useRoomSounds(view: Pick<HostView, 'phase' | 'round'> | null): void {
  const before = useRef<string | null>(null);
  const step = view === null ? null : `${view.phase} ${view.round}`;
  useEffect(() => {
    const sound = view === null ? undefined : soundOf[view.phase];
    if (before.current !== null && sound !== undefined) playSound(sound);
    before.current = step;
  }, [step]);
}
