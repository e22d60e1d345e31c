import { useEffect } from 'preact/hooks';
import type { HostView } from '../../../../shared/views/wire.ts';
import type { HostActs } from './host-acts.ts';

export interface HostKeys {
  readonly go: () => void;
  readonly acts: HostActs;
  readonly help: () => void;
  /** A dialog is open and has the keyboard. */
  readonly busy: boolean;
}

const typing = 'input, select, textarea, button, a, [contenteditable]';

export function toggleFullScreen(): void {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
  else void document.exitFullscreen();
}

/** Space goes on, P pauses, E gives 20 seconds, F fills the screen, ? says so. */
export function useHostKeys(view: HostView | null, { go, acts, help, busy }: HostKeys): void {
  useEffect(() => {
    if (view === null || busy) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const onControl = event.target instanceof Element && event.target.matches(typing);
      if (onControl && (event.key === ' ' || !(event.target instanceof HTMLButtonElement))) return;
      const playing = view.phase === 'guessing';
      const action = {
        Space: go,
        KeyP: playing ? (view.paused ? acts.resume : acts.pause) : undefined,
        KeyE: playing ? acts.extend : undefined,
        KeyF: toggleFullScreen,
      }[event.code];
      if (event.key === '?') help();
      else if (action === undefined) return;
      else action();
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
