import type { Difference, VerificationStep } from '../../../../shared/verification/steps.ts';

/** In the order in which a lesson is checked and read. */
export const findingIds = [
  'seal',
  'mix',
  'jar',
  'draws',
  'unchained',
  'order',
  'chain',
  'receipts',
  'placed',
  'replay',
  'scores',
  'truth',
] as const;
export type FindingId = (typeof findingIds)[number];

/** A round, an event's number, a path within the record; a path may lie within a round. */
export interface Place {
  readonly round?: number;
  readonly event?: number;
  readonly path?: string;
}

/** Two values that had to be one. */
export interface Pair {
  readonly place: Place;
  readonly ok: boolean;
  readonly expected: string | null;
  readonly found: string | null;
}

/** One thing that was promised and what came of it; a note is neither good nor bad. */
export interface Finding {
  readonly id: FindingId;
  readonly state: 'good' | 'bad' | 'note';
  /** Which of the explanations fits: a chosen jar or a mystery, with a class's word or without … */
  readonly kind: string;
  readonly n: number;
  readonly pairs: readonly Pair[];
}

/** What the steps do not say of themselves. */
export interface Circumstances {
  readonly mix: string;
  readonly mystery: boolean;
  /** The round in which this device wrote the seal down, 0 in the lobby; null if it did not. */
  readonly sealedIn: number | null;
}

type Of<S extends VerificationStep['step']> = Extract<VerificationStep, { readonly step: S }>;

/** The steps of a verified lesson as people read them: together what belongs together, and what was not promised as a note. */
export function findingsOf(
  steps: readonly VerificationStep[],
  { mix, mystery, sealedIn }: Circumstances,
): readonly Finding[] {
  const of = <S extends VerificationStep['step']>(step: S): readonly Of<S>[] =>
    steps.filter((one): one is Of<S> => one.step === step);
  const all: readonly (readonly Finding[])[] = [
    of('commitment').map((step) => ({
      ...finding('seal', sealKind(sealedIn), [pair({}, step)]),
      n: sealedIn ?? 0,
    })),
    [{ ...finding('mix', mix === '' ? 'alone' : 'word', []), state: 'note' }],
    of('jar').map((step) => finding('jar', mystery ? 'mystery' : 'chosen', [pair({}, step)])),
    together(
      'draws',
      of('draw').map((step) => pair({ round: step.round }, step, '')),
    ),
    of('unchained').map(({ ok }) => ({ ...finding('unchained', 'old', []), state: ok ? 'note' : 'bad' })),
    of('order').map((step) => ({
      ...finding('order', 'rules', []),
      state: step.ok ? 'good' : 'bad',
      n: step.ok ? step.events : (step.firstBad ?? 0),
    })),
    of('chain').map((step) => finding('chain', 'heads', [pair({}, step)])),
    receipts(of('receipt'), of('chain').length > 0),
    placed(of('placed')),
    of('replay').map(({ ok, difference }) => finding('replay', 'record', [differing({}, ok, difference)])),
    together(
      'scores',
      of('scores').map((step) => differing({ round: step.round }, step.ok, step.difference)),
    ),
    of('truth').map(({ ok, difference }) => finding('truth', 'jar', [differing({}, ok, difference)])),
  ];
  return all.flat();
}

function sealKind(sealedIn: number | null): string {
  if (sealedIn === null) return 'record';
  return sealedIn === 0 ? 'kept' : 'late';
}

function finding(id: FindingId, kind: string, pairs: readonly Pair[]): Finding {
  return { id, kind, n: pairs.length, pairs, state: pairs.every(({ ok }) => ok) ? 'good' : 'bad' };
}

function together(id: FindingId, pairs: readonly Pair[]): readonly Finding[] {
  return pairs.length === 0 ? [] : [finding(id, 'rounds', pairs)];
}

/** Where there is no chain, nothing could have been kept of it. */
function receipts(steps: readonly Of<'receipt'>[], chained: boolean): readonly Finding[] {
  const pairs = steps.map((step) => pair({ event: step.seq }, step));
  if (pairs.length > 0) return [finding('receipts', 'kept', pairs)];
  return chained ? [{ ...finding('receipts', 'none', []), state: 'note' }] : [];
}

function placed(steps: readonly Of<'placed'>[]): readonly Finding[] {
  const pairs = steps.map((step) => pair({ event: step.seq }, step));
  return pairs.length === 0 ? [] : [finding('placed', 'kept', pairs)];
}

interface Compared {
  readonly ok: boolean;
  readonly expected: string | readonly number[] | null;
  readonly found: string | readonly number[] | null;
}

function pair(place: Pair['place'], { ok, expected, found }: Compared, between = ' : '): Pair {
  return { place, ok, expected: asText(expected, between), found: asText(found, between) };
}

function differing(place: Place, ok: boolean, difference: Difference | null): Pair {
  // Without a place within, there was nothing at all to compare with.
  if (difference === null || difference.where === '') return { place, ok, expected: null, found: null };
  const { where: path, expected, found } = difference;
  return { place: { ...place, path }, ok, expected: shortened(expected), found: shortened(found) };
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

const longestValue = 200;

function asText(value: Compared['expected'], between: string): string | null {
  return value === null || typeof value === 'string' ? value : value.join(between);
}
