import { effect } from '@preact/signals';
import type { Line } from './connection.ts';

const key = 'bakery:reloaded';

/** A page older than the server loads itself anew, once: if that did not help, another time would not either. */
export function freshenOnce(line: Pick<Line, 'refused' | 'link'>): () => void {
  return effect(() => {
    const isOld = line.refused.value?.code === 'protocol/outdated';
    const isIn = line.link.value === 'online';
    try {
      if (isIn) sessionStorage.removeItem(key);
      if (!isOld || sessionStorage.getItem(key) !== null) return;
      sessionStorage.setItem(key, 'once');
    } catch {
      // Without a memory it could go round for ever: the page says what to do instead.
      return;
    }
    location.reload();
  });
}
