import * as v from 'valibot';

/** One number of ours beside the number it should be. */
export interface Comparison {
  /** What was computed, with its arguments. */
  readonly what: string;
  readonly actual: number;
  readonly expected: number;
  /** Largest error that is still right. */
  readonly tolerance: number;
  /** What the error is measured against; the expected number itself unless a sum of larger parts is compared. */
  readonly scale?: number;
  /** Absolute difference that the rounding of the vectors' own inputs explains. */
  readonly slack?: number;
}

/** Reads the vectors of one section and compares them; refuses with a ValiError what has another shape. */
export type Section = (vectors: unknown) => readonly (readonly Comparison[])[];

export const num = v.number();
export const nums = v.array(num);

/** A section that is a list of cases, each compared by itself. */
export function cases<E extends v.ObjectEntries>(
  entries: E,
  compare: (row: v.InferOutput<v.ObjectSchema<E, undefined>>) => readonly Comparison[],
): Section {
  const rows = v.array(v.object(entries));
  return (vectors) => v.parse(rows, vectors).map((row) => refusalsFail(() => compare(row)));
}

/** A section whose cases build on each other. */
export function whole<S extends v.GenericSchema>(
  schema: S,
  compare: (vectors: v.InferOutput<S>) => readonly (readonly Comparison[])[],
): Section {
  return (vectors) => compare(v.parse(schema, vectors));
}

/** A vector that our functions refuse is a vector they do not reach. */
export function refusalsFail(compare: () => readonly Comparison[]): readonly Comparison[] {
  try {
    return compare();
  } catch (refusal) {
    if (!(refusal instanceof RangeError)) throw refusal;
    return [{ what: `refused: ${refusal.message}`, actual: Number.NaN, expected: 0, tolerance: 0 }];
  }
}

/** The scale of a logarithm: near 0 it keeps the digits of what it is the logarithm of, not its own. */
export function atLeastOne(logarithm: number): number {
  return Math.max(1, Math.abs(logarithm));
}

/** Relative error against the scale; 0 is met by 0 alone, and what is not a number is infinitely wrong. */
export function errorOf({ actual, expected, scale = expected, slack = 0 }: Comparison): number {
  const difference = Math.max(0, Math.abs(actual - expected) - slack);
  if (difference === 0) return 0;
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference / Math.abs(scale);
}

/** How much of what is allowed an error uses up; above 1 it falls short. */
export function strainOf(comparison: Comparison): number {
  const error = errorOf(comparison);
  return error === 0 ? 0 : error / comparison.tolerance;
}
