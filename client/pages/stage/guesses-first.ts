import { useEffect, useState } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import type { StagePart } from './stage-part.ts';

const guessesFirstMs = 7000;

/** Whether the results show the dots of the class now: they fall first, then the curve takes their place. */
export function useGuessesFirst({ phase, round, histogram }: DisplayView, part: StagePart): boolean {
  const scene = `${phase} ${round}`;
  const [gone, setGone] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setGone(scene), guessesFirstMs);
    return () => clearTimeout(timer);
  }, [scene]);
  if (histogram === null || phase !== 'results') return false;
  return part === 'auto' ? gone !== scene : part === 'guesses';
}
