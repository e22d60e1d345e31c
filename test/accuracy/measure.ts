import * as v from 'valibot';
import { type Comparison, strainOf } from './comparison.ts';
import { type SectionName, sections } from './sections.ts';

export interface Measured {
  readonly section: string;
  readonly cases: number;
  /** The comparison that uses up most of its tolerance; none without a case. */
  readonly worst?: Comparison | undefined;
  readonly verdict: 'ok' | 'falls short' | 'not covered' | '0 cases';
}

/** Vectors that are no vectors: what is wrong with them, in one line. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

export const sectionNames = Object.keys(sections) as SectionName[];

function isSection(name: string): name is SectionName {
  return Object.hasOwn(sections, name);
}

/** All comparisons of one section, case by case. */
export function compareSection(section: SectionName, vectors: unknown): readonly (readonly Comparison[])[] {
  try {
    return sections[section](vectors);
  } catch (refusal) {
    if (!v.isValiError(refusal)) throw refusal;
    const [issue] = refusal.issues;
    const path = v.getDotPath(issue);
    throw new ShapeError(`${path === null ? section : `${section}.${path}`}: ${issue.message}`);
  }
}

function measureSection(section: SectionName, vectors: unknown): Measured {
  const cases = vectors === undefined ? [] : compareSection(section, vectors);
  const worst = cases
    .flat()
    .reduce<Comparison | undefined>(
      (one, other) => (one === undefined || strainOf(other) > strainOf(one) ? other : one),
      undefined,
    );
  if (worst === undefined) return { section, cases: cases.length, verdict: '0 cases' };
  const verdict = strainOf(worst) <= 1 ? 'ok' : 'falls short';
  return { section, cases: cases.length, worst, verdict };
}

/** Compares every section; sections of the file that nobody here knows are named at the end. */
export function measure(vectors: unknown): readonly Measured[] {
  if (typeof vectors !== 'object' || vectors === null || Array.isArray(vectors)) {
    throw new ShapeError('an object of sections was expected');
  }
  const given = new Map(Object.entries(vectors));
  const names = [...given.keys()].filter((name) => name !== 'meta');
  if (!names.some(isSection)) throw new ShapeError('none of its sections is known');
  const unknown = names.filter((name) => !isSection(name));
  return [
    ...sectionNames.map((section) => measureSection(section, given.get(section))),
    ...unknown.map((section): Measured => {
      const listed = given.get(section);
      return { section, cases: Array.isArray(listed) ? listed.length : 1, verdict: 'not covered' };
    }),
  ];
}
