type NoteKey = 'me.better' | 'me.better.lots' | 'me.worse' | 'me.same';

export interface ProgressNote {
  readonly key: NoteKey;
  readonly values: { readonly x: string };
  readonly tone: 'good' | 'plain';
}

/** Below this both rounds count as "almost 0" and their ratio says nothing. */
const almostZero = 0.0001;
const same = 1.1;
const lots = 100;

/** One's own progress in words: this round's KL beside the last one's. */
export function comparedToLast(curve: readonly (number | null)[]): ProgressNote | null {
  const known = curve.filter((kl): kl is number => kl !== null);
  const now = known.at(-1);
  const before = known.at(-2);
  if (now === undefined || before === undefined) return null;
  const ratio = Math.max(before, almostZero / 10) / Math.max(now, almostZero / 10);
  const values = { x: ratio >= 10 ? String(Math.round(ratio)) : ratio.toFixed(1) };
  if ((now < almostZero && before < almostZero) || (ratio < same && ratio > 1 / same)) {
    return { key: 'me.same', values, tone: 'plain' };
  }
  if (ratio > lots) return { key: 'me.better.lots', values, tone: 'good' };
  return ratio > 1 ? { key: 'me.better', values, tone: 'good' } : { key: 'me.worse', values, tone: 'plain' };
}
