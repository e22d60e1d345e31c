import { chanceOf } from '../../support/chance.ts';
import { cases, type Group, groupOf } from './jars.ts';
import { type Lesson, playLesson } from './lesson.ts';

export interface Comparison {
  readonly pairs: number;
  readonly lessons: number;
  readonly messages: number;
  readonly bytes: number;
  readonly differing: number;
  /** Appearances of a seed, a salt or a nonce of the chain in anything that was sent or logged before the reveal. */
  readonly secrets: number;
  /** Questions about a running room's secrets that were answered otherwise than about an unknown room. */
  readonly told: number;
  /** Pairs that look the same even after the reveal: then the comparison sees nothing at all. */
  readonly blind: number;
  /** Where the first difference is, for whoever has to find its cause. */
  readonly first: string;
}

const pairsPerGroup = 20;
/** Lessons wait for slow hashes and for each other's packets: a few side by side. */
const atOnce = 4;

/** Plays lessons that differ in nothing but the jar, its seed and its salt, and compares all that came out. */
export async function compareJars(pairs: number): Promise<Comparison> {
  const chance = chanceOf(pairs);
  const groups: Group[] = [];
  for (let left = pairs, k = 0; left > 0; left -= pairsPerGroup, k += 1) {
    const of = cases[k % cases.length];
    if (of === undefined) throw new Error('there is no case');
    groups.push(groupOf(of, Math.min(left, pairsPerGroup), chance));
  }
  return add(groups);
}

/** One pair of jars in each of the first cases: enough to find a leak that is there in every lesson. */
export function compareBriefly(howMany: number): Promise<Comparison> {
  const chance = chanceOf(howMany);
  return add(cases.slice(0, howMany).map((of) => groupOf(of, 1, chance)));
}

async function add(groups: readonly Group[]): Promise<Comparison> {
  const sum = {
    pairs: 0,
    lessons: 0,
    messages: 0,
    bytes: 0,
    differing: 0,
    secrets: 0,
    told: 0,
    blind: 0,
    first: '',
  };
  const queue = groups.map((group, index) => ({ group, index }));
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { group, index } = next;
      let base: Lesson | undefined;
      for (const [k, counts] of group.jars.entries()) {
        const lesson = await playLesson({ ...group, counts, seal: `jar ${index}.${k}` });
        sum.lessons += 1;
        sum.told += lesson.told.length;
        sum.secrets += appearances(lesson);
        sum.first ||= lesson.told[0] ?? '';
        if (base === undefined) base = lesson;
        else compare(base, lesson, sum);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return sum;
}

function compare(
  base: Lesson,
  other: Lesson,
  sum: { -readonly [K in keyof Comparison]: Comparison[K] },
): void {
  sum.pairs += 1;
  for (const name of new Set([...Object.keys(base.before), ...Object.keys(other.before)])) {
    const one = base.before[name] ?? [];
    const two = other.before[name] ?? [];
    for (let k = 0; k < Math.max(one.length, two.length); k += 1) {
      const [left = '', right = ''] = [one[k], two[k]];
      sum.messages += 1;
      sum.bytes += Buffer.byteLength(right);
      if (left === right) continue;
      sum.differing += differingBytes(left, right);
      sum.first ||= `${name} ${k}: ${left.slice(0, 600)} | ${right.slice(0, 600)}`;
    }
  }
  if (JSON.stringify(base.after) === JSON.stringify(other.after)) sum.blind += 1;
}

function differingBytes(one: string, two: string): number {
  const [left, right] = [Buffer.from(one), Buffer.from(two)];
  let differing = Math.abs(left.length - right.length);
  for (let k = 0; k < Math.min(left.length, right.length); k += 1) if (left[k] !== right[k]) differing += 1;
  return Math.max(1, differing);
}

/** As text in hex, in either base 64, and as the bytes themselves. */
function appearances({ before, secrets, nonces }: Lesson): number {
  const forms = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret, 'hex');
    return [
      secret,
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('latin1'),
    ];
  });
  const said = Object.values(before).flat().join('\n');
  // Hundreds of nonces: they are looked for only where there are words long enough to be one.
  const longWords = said.match(/[\w+/-]{22,}/g)?.join('\n') ?? '';
  const nonceForms = nonces.flatMap((nonce) => [
    nonce,
    Buffer.from(nonce, 'hex').toString('base64').replace(/=+$/, ''),
    Buffer.from(nonce, 'hex').toString('base64url'),
  ]);
  return (
    forms.filter((form) => said.includes(form)).length +
    nonceForms.filter((form) => longWords.includes(form)).length
  );
}
