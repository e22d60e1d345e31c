// `npm run leaks`: what open scoring tells about a jar of 10,000 cookies before the reveal, counted for every jar there can
// be. Evidence scoring tells nothing beyond the draws (P4); the first row is what the draws themselves tell.
import { klDigits } from '../../../client/locales/numbers.ts';
import { cookieJar } from '../../../shared/labs/cookie-jar.ts';
import type { JarEvidence } from '../../../shared/labs/lab.ts';
import { rankByPoints } from '../../../shared/room/ranking.ts';
import { tableOf } from '../../support/table.ts';
import { count } from '../proof.ts';

const population = 10_000;
const drawn = [70, 30] as const;
const students = 30;

const evidence: JarEvidence = { flavours: 2, population, replacement: 'never', batches: [drawn] };
/** Cookies of the first flavour, in every jar that could have given the draw. */
const jars = Array.from({ length: population - 99 }, (_, k) => k + drawn[0]);
const scorers = new Map(jars.map((first) => [first, scorerFor(first)]));

function scorerFor(first: number) {
  const score = cookieJar.openScorer?.(evidence, [first, population - first]);
  if (score === undefined) throw new Error('the point game has open scoring');
  return (share: number) => score([share, 1 - share]);
}

const scoreIn = (first: number, share: number) => (scorers.get(first) ?? scorerFor(first))(share);

/** What somebody sees of a jar, as text: two jars with the same text cannot be told apart by it. */
type Sight = (first: number) => string;

const points =
  (...shares: readonly number[]): Sight =>
  (first) =>
    shares.map((share) => scoreIn(first, share).points).join();
const printed =
  (...shares: readonly number[]): Sight =>
  (first) =>
    shares.map((share) => klDigits(scoreIn(first, share).kl, 'phone')).join();
const onTheWire =
  (...shares: readonly number[]): Sight =>
  (first) =>
    shares.map((share) => scoreIn(first, share).kl).join();
const places =
  (shares: readonly number[]): Sight =>
  (first) =>
    rankByPoints(
      shares.map((share) => {
        const { points: total, gap: totalGap } = scoreIn(first, share);
        return { total, totalGap };
      }),
    ).join();

/** How many jars somebody cannot tell from the real one, for each jar that could be real. */
function leftBy(sight: Sight, among: readonly number[] = jars): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const first of among) {
    const seen = sight(first);
    const group = groups.get(seen);
    if (group === undefined) groups.set(seen, [first]);
    else group.push(first);
  }
  return new Map([...groups.values()].flatMap((group) => group.map((first) => [first, group] as const)));
}

/** A class that spreads its estimates over what is still possible, and does so again in the next rounds. */
function leftByPlaces(rounds: number): readonly number[] {
  const search = (among: readonly number[], round: number): number[] => {
    const groups = new Set(leftBy(places(spreadOver(among)), among).values());
    return [...groups].flatMap((group) =>
      round === rounds || group.length === 1 ? group.map(() => group.length) : search(group, round + 1),
    );
  };
  return search(jars, 1);
}

function spreadOver(among: readonly number[]): readonly number[] {
  const [low = 0, high = 0] = [among[0], among.at(-1)];
  return Array.from(
    { length: students },
    (_, k) => (low + ((high - low) * (k + 0.5)) / students) / population,
  );
}

/** The smallest set of jars that holds the real one with 95 %, all jars being equally likely before the draw. */
function leftByDraws(): number {
  let log = 0;
  const logs = jars.map((first) => {
    if (first > drawn[0]) {
      log += Math.log(first / (first - drawn[0]));
      log += Math.log((population - first + 1 - drawn[1]) / (population - first + 1));
    }
    return log;
  });
  const most = Math.max(...logs);
  const weights = logs.map((one) => Math.exp(one - most)).sort((a, b) => b - a);
  const all = weights.reduce((a, b) => a + b);
  let held = 0;
  return (
    weights.findIndex((weight) => {
      held += weight;
      return held >= 0.95 * all;
    }) + 1
  );
}

function rowOf(what: string, left: readonly number[]): readonly string[] {
  const sorted = [...left].sort((a, b) => a - b);
  const exact = sorted.filter((one) => one === 1).length;
  return [
    what,
    count(sorted[Math.floor(sorted.length / 2)] ?? 0),
    count(sorted.at(-1) ?? 0),
    `${((100 * exact) / sorted.length).toFixed(1)} %`,
  ];
}

const sizesOf = (sight: Sight) => [...leftBy(sight).values()].map((group) => group.length);
const head = ['what is seen before the reveal', 'jars left (median)', 'most', 'jar known exactly'];
const rows = [
  ['evidence scoring: one draw of 100 and every score (95 %)', count(leftByDraws()), '', '0.0 %'],
  rowOf('open: the points of one estimate (50 %)', sizesOf(points(0.5))),
  rowOf('open: the points of two estimates (50 %, 80 %)', sizesOf(points(0.5, 0.8))),
  rowOf('open: one KL as the phone prints it', sizesOf(printed(0.5))),
  rowOf('open: two KLs as phones print them', sizesOf(printed(0.5, 0.8))),
  rowOf('open: one KL as the wire carries it', sizesOf(onTheWire(0.5))),
  rowOf('open: two KLs as the wire carries them', sizesOf(onTheWire(0.5, 0.8))),
  ...[1, 2, 3].map((rounds) =>
    rowOf(
      `open: places alone, ${students} students together, ${rounds} of their rounds`,
      leftByPlaces(rounds),
    ),
  ),
];
console.log(
  `${count(jars.length)} jars of ${count(population)} cookies could have given ${drawn.join(' and ')}`,
);
console.log(tableOf(head, rows, new Set(head.slice(1))));
