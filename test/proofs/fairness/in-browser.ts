// Bundled to one script and put into a page: the same verification over the same changes, in the browser's own engine.
import { type Published, type Tampering, tamper } from './tampering.ts';
import { ownAnswer, type Vector } from './vectors.ts';

export interface AskedOfBrowser {
  readonly lessons: readonly Published[];
  readonly seed: number;
  readonly times: number;
  readonly vectors: readonly Vector[];
}

export interface BrowserAnswer extends Tampering {
  readonly answers: readonly Omit<Vector, 'opening' | 'mix'>[];
}

export function proveFairness({ lessons, seed, times, vectors }: AskedOfBrowser): BrowserAnswer {
  return { ...tamper(lessons, seed, times), answers: vectors.map(ownAnswer) };
}
