import { effect, signal } from '@preact/signals';
import type { Game } from './game.ts';

/** The screen stays on by itself; false where the browser knows no such thing or refuses it. */
export const staysAwake = signal(false);

/** Asks for a screen that stays on while the seat is played, and again whenever the browser has taken that back. */
export function stayAwake(game: Game): () => void {
  // On plain http:// there is no wake lock, whatever the types say.
  const wakeLock = navigator.wakeLock as WakeLock | undefined;
  if (wakeLock === undefined) return () => {};
  let isOver = false;
  let isAsking = false;
  let held: WakeLockSentinel | null = null;

  const ask = async () => {
    if (isAsking || held?.released === false || document.visibilityState !== 'visible') return;
    if (game.gone.peek() !== null) return;
    isAsking = true;
    try {
      held = await wakeLock.request('screen');
      held.addEventListener('release', () => {
        staysAwake.value = false;
      });
      if (isOver || game.gone.peek() !== null) await held.release();
      else staysAwake.value = !held.released;
    } catch {
      // A battery that runs low refuses; the tip about sleeping screens stays.
    } finally {
      isAsking = false;
    }
  };
  const again = () => void ask();
  document.addEventListener('visibilitychange', again);
  document.addEventListener('pointerdown', again);
  const stopGone = effect(() => {
    if (game.gone.value === null) again();
    else void held?.release();
  });

  return () => {
    isOver = true;
    stopGone();
    document.removeEventListener('visibilitychange', again);
    document.removeEventListener('pointerdown', again);
    void held?.release();
  };
}
