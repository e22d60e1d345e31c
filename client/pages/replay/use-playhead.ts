import { useEffect, useReducer } from 'preact/hooks';
import { keyMove, type Move, moved, type Playhead, playheadAt, tickMs } from './playhead.ts';

const typing =
  'input:not([type="range"], [type="checkbox"], [type="radio"]), select, textarea, [contenteditable], dialog';

/** The playhead with its clock and its keys. */
export function usePlayhead(
  start: number,
  last: number,
  keys: boolean,
): readonly [Playhead, (move: Move) => void] {
  const [head, dispatch] = useReducer<Playhead, Move, null>(moved, null, () => playheadAt(start, last));
  const { playing, round } = head;
  const wait = tickMs(head);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => dispatch({ type: 'tick' }), wait);
    return () => clearTimeout(timer);
  }, [playing, round, wait]);
  useEffect(() => {
    if (!keys) return;
    const press = (event: KeyboardEvent): void => {
      const move = keyMove(event.key);
      if (move === null || !isOurs(event, move)) return;
      event.preventDefault();
      dispatch(move);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys]);
  return [head, dispatch];
}

/** A key belongs first to whatever has the focus: a field, a button pressed with Space, the tabs and the slider. */
function isOurs(event: KeyboardEvent, move: Move): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target === null) return true;
  if (target.closest(typing) !== null || document.querySelector('dialog[open]') !== null) return false;
  if (move.type === 'toggle')
    return target.closest('button, a, summary, label, input[type="checkbox"]') === null;
  if (move.type === 'speed') return true;
  return target.closest('[role="tablist"], input[type="range"]') === null;
}
