import { estimateOf, sharesOf, withShare } from '../player/shares.ts';

/** A number from 0 up to but not 1; a test brings a seeded one. */
export type Chance = () => number;

/** How one simulated student turns cookies into a guess: Bayes' rule, bent the way people bend it. */
export interface Temper {
  readonly id: TemperId;
  /** How many even cookies the first belief is worth: whoever has many moves too little. */
  readonly caution: number;
  /** What is left of the memory of a draw once the next one has come. */
  readonly memory: number;
  /** How much of the way to their own answer they go at once. */
  readonly step: number;
  /** How far the hand slips, on the scale of log shares; the more cookies, the less. */
  readonly slip: number;
  /** Answers are multiples of this many tenths of a percent, finer once many cookies have been seen. */
  readonly grain: number;
  /** Width of the sealed band, in widths of what the cookies allow. */
  readonly span: number;
  /** Seconds until they are done, on the average. */
  readonly seconds: number;
}

export type TemperId =
  | 'careful'
  | 'hasty'
  | 'stubborn'
  | 'wary'
  | 'bold'
  | 'rounding'
  | 'forgetful'
  | 'dreamy'
  | 'steady';

const ordinary = { caution: 2, memory: 1, step: 1, slip: 0.12, grain: 10, span: 1, seconds: 8 } as const;

/** A class of nine: some too quick, some too slow, some careless, and all within reach of the truth. */
export const tempers: readonly Temper[] = [
  { ...ordinary, id: 'careful', slip: 0.05, grain: 1, span: 1.2, seconds: 14 },
  { ...ordinary, id: 'hasty', caution: 0.5, memory: 0.25, slip: 0.2, span: 0.6, seconds: 3 },
  { ...ordinary, id: 'stubborn', step: 0.4, seconds: 9 },
  { ...ordinary, id: 'wary', caution: 40, span: 2.5, seconds: 11 },
  { ...ordinary, id: 'bold', caution: 0.2, span: 0.4, seconds: 4 },
  { ...ordinary, id: 'rounding', grain: 50, seconds: 6 },
  { ...ordinary, id: 'forgetful', memory: 0.5, slip: 0.16, seconds: 10 },
  { ...ordinary, id: 'dreamy', slip: 0.4, span: 1.6, seconds: 12 },
  { ...ordinary, id: 'steady', seconds: 7 },
];

/** From here on nobody rounds coarser than to whole percents. */
const manyCookies = 100;
const wholePercent = 10;
const tenths = 1000;
/** Normal quantile of a band that holds nine in ten. */
const nineInTen = 1.645;

/** The next guess after these draws; legal whatever the chance, and without draws a hunch. */
export function guessOf(
  temper: Temper,
  batches: readonly (readonly number[])[],
  previous: readonly number[],
  chance: Chance,
): readonly number[] {
  const heard = previous.map((_, k) =>
    batches.reduce((sum, batch, i) => sum + (batch[k] ?? 0) * temper.memory ** (batches.length - 1 - i), 0),
  );
  const weight = total(heard) + temper.caution;
  const answer = heard.map((count) => (count + temper.caution / previous.length) / weight);
  const moved = previous.map((share, k) => share + temper.step * ((answer[k] ?? share) - share));
  const seen = total(batches.map(total));
  const slip = temper.slip / Math.sqrt(1 + seen / 10);
  const slipped = moved.map((share) => share * Math.exp(slip * normal(chance)));
  const sum = total(slipped);
  const shares = sharesOf(slipped.map((share) => share / sum));
  const grain = seen < manyCookies ? temper.grain : Math.min(temper.grain, wholePercent);
  return estimateOf(withShare(shares, 0, Math.round((shares[0] ?? 0) / grain) * grain));
}

/** The band they seal around their last guess. */
export function bandOf(temper: Temper, estimate: readonly number[], seen: number): readonly [number, number] {
  const centre = estimate[0] ?? 0;
  const half = temper.span * nineInTen * Math.sqrt((centre * (1 - centre)) / Math.max(1, seen));
  return [toTenths(Math.max(0, centre - half)), toTenths(Math.min(1, centre + half))];
}

/** How long they think this time, in milliseconds. */
export function thinkingMs({ seconds }: Temper, chance: Chance): number {
  return 1000 * seconds * (0.6 + 0.8 * chance());
}

function toTenths(share: number): number {
  return Math.round(share * tenths) / tenths;
}

function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
