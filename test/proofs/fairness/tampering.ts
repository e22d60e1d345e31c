// Runs in a browser as it does here: it knows nothing but what is published.
import { canonical } from '../../../shared/fairness/chain.ts';
import type { Kept, KeptReceipt, VerificationStep } from '../../../shared/verification/steps.ts';
import { type PublishedLesson, verifyLesson } from '../../../shared/verification/verify-lesson.ts';
import type { PublicRecord } from '../../../shared/views/public-log.ts';
import { type Chance, chanceOf, oneOf, whole } from '../../support/chance.ts';

export interface Published {
  readonly lesson: PublishedLesson;
  readonly kept: Kept;
}

export interface Tampering {
  readonly tried: number;
  /** How many of each kind. */
  readonly kinds: Readonly<Record<string, number>>;
  /** What nobody noticed. */
  readonly missed: readonly string[];
  /** Failed steps of lessons that nobody touched. */
  readonly falseAlarms: readonly string[];
}

type Verify = (lesson: PublishedLesson, kept: Kept) => readonly Pick<VerificationStep, 'step' | 'ok'>[];
/** What may be written to in a copy: any member of any value. */
type Branch = Record<string, unknown>;
type Change = (published: { lesson: PublishedLesson; kept: Kept }, chance: Chance) => void;

/** Changes one thing of one lesson, again and again; each change has to fail a step. */
export function tamper(
  lessons: readonly Published[],
  seed: number,
  times: number,
  verify: Verify = verifyLesson,
): Tampering {
  const chance = chanceOf(seed);
  const kinds: Record<string, number> = {};
  const missed: string[] = [];
  const falseAlarms = lessons.flatMap(({ lesson, kept }, k) =>
    verify(lesson, kept).flatMap(({ step, ok }) => (ok ? [] : [`${step} of lesson ${k + 1}`])),
  );
  const names = Object.keys(changes);
  let tried = 0;
  while (tried < times) {
    const original = oneOf(chance, lessons);
    const name = oneOf(chance, names);
    const changed = structuredClone(original);
    changes[name]?.(changed, chance);
    if (canonical(changed) === canonical(original)) continue;
    tried += 1;
    kinds[name] = (kinds[name] ?? 0) + 1;
    if (verify(changed.lesson, changed.kept).every(({ ok }) => ok)) missed.push(`${name}, number ${tried}`);
  }
  return { tried, kinds, missed, falseAlarms };
}

const changes: Readonly<Record<string, Change>> = {
  commitment: ({ lesson }, chance) => changeLeaf(lesson.replay.fairness, chance, ['commitment']),
  'first seal': ({ lesson }, chance) => changeLeaf(lesson.log, chance, ['commitment']),
  'kept seal': ({ kept }, chance) => changeLeaf(kept, chance, ['commitment']),
  seed: ({ lesson }, chance) => changeLeaf(lesson.replay.fairness, chance, ['seed']),
  salt: ({ lesson }, chance) => changeLeaf(lesson.replay.fairness, chance, ['salt']),
  mix: ({ lesson }, chance) => changeLeaf(lesson.replay.fairness, chance, ['mix']),
  'room code': ({ lesson }, chance) => changeLeaf(lesson.replay.fairness, chance, ['code']),
  counts: ({ lesson }, chance) => changeLeaf(lesson.replay.jar, chance),
  draw: ({ lesson }, chance) => changeLeaf(oneOf(chance, lesson.replay.rounds).counts, chance),
  order: ({ lesson }, chance) => swapCookies(oneOf(chance, lesson.replay.rounds), chance),
  settings: ({ lesson }, chance) => changeLeaf(lesson.replay.settings, chance),
  estimate: ({ lesson }, chance) => changeLeaf(oneOf(chance, lesson.replay.players).estimates, chance),
  bet: ({ lesson }, chance) => changeLeaf(oneOf(chance, lesson.replay.players).bet, chance),
  score: ({ lesson }, chance) => {
    const player = oneOf(chance, lesson.replay.players);
    changeLeaf(player[oneOf(chance, ['kl', 'klJar', 'points', 'totals', 'ranks'] as const)], chance);
  },
  'bot or class': ({ lesson }, chance) => changeLeaf([lesson.replay.bots, lesson.replay.crowd], chance),
  event: ({ lesson }, chance) => changeLeaf(oneOf(chance, lesson.log.events).event, chance),
  'estimate in the log': ({ lesson }, chance) =>
    changeLeaf(eventOf(lesson, 'EstimatePlaced', chance), chance),
  'bet in the log': ({ lesson }, chance) => changeLeaf(eventOf(lesson, 'BetPlaced', chance), chance),
  'scores in the log': ({ lesson }, chance) => changeLeaf(eventOf(lesson, 'RoundScored', chance), chance),
  'draw in the log': ({ lesson }, chance) => changeLeaf(eventOf(lesson, 'CookiesDrawn', chance), chance),
  'time, place or author': ({ lesson }, chance) =>
    changeLeaf(oneOf(chance, lesson.log.events), chance, ['seq', 'at', 'by']),
  nonce: ({ lesson }, chance) => changeLeaf(oneOf(chance, lesson.log.events), chance, ['nonce']),
  'last head': ({ lesson }, chance) => changeLeaf(lesson.log, chance, ['head', 'chain']),
  'swapped events': ({ lesson }, chance) => {
    const events = lesson.log.events as PublicRecord[];
    const [a, b] = [whole(chance, events.length), whole(chance, events.length)];
    [events[a], events[b]] = [events[b] as PublicRecord, events[a] as PublicRecord];
  },
  'neighbours in the other order': ({ lesson }, chance) => {
    const events = lesson.log.events as unknown as Branch[];
    const a = whole(chance, events.length - 1);
    const [one, other] = [events[a] ?? {}, events[a + 1] ?? {}];
    [one.event, other.event, one.nonce, other.nonce] = [other.event, one.event, other.nonce, one.nonce];
  },
  'dropped event': ({ lesson }, chance) => {
    const events = lesson.log.events as PublicRecord[];
    events.splice(whole(chance, events.length), 1);
    if (chance() < 0.5) renumber(events);
  },
  'event told twice': ({ lesson }, chance) => {
    const events = lesson.log.events as PublicRecord[];
    const at = whole(chance, events.length);
    events.splice(at, 0, structuredClone(events[at] as PublicRecord));
    if (chance() < 0.5) renumber(events);
  },
  'what was placed': ({ kept }, chance) => changeLeaf(kept.placed, chance),
  receipt: ({ kept }, chance) => changeLeaf(oneOf<KeptReceipt>(chance, kept.receipts), chance),
};

function eventOf({ log }: PublishedLesson, type: string, chance: Chance): unknown {
  const found = log.events.filter(({ event }) => event.type === type);
  return found.length === 0 ? null : oneOf(chance, found).event;
}

function renumber(events: PublicRecord[]): void {
  for (const [k, record] of events.entries()) (record as unknown as Branch).seq = k + 1;
}

function swapCookies(round: { readonly order: string }, chance: Chance): void {
  const cookies = [...round.order];
  const [a, b] = [whole(chance, cookies.length), whole(chance, cookies.length)];
  [cookies[a], cookies[b]] = [cookies[b] ?? '', cookies[a] ?? ''];
  (round as unknown as Branch).order = cookies.join('');
}

/** One value somewhere inside becomes another of its kind. */
function changeLeaf(within: unknown, chance: Chance, keys?: readonly string[]): void {
  if (within === null || typeof within !== 'object') return;
  const branch = within as Branch;
  const known = keys ?? Object.keys(branch);
  if (known.length === 0) return;
  const key = oneOf(chance, known);
  const value = branch[key];
  if (value !== null && typeof value === 'object') changeLeaf(value, chance);
  else branch[key] = otherThan(value, chance);
}

function otherThan(value: unknown, chance: Chance): unknown {
  switch (typeof value) {
    case 'boolean':
      return !value;
    case 'number':
      if (Number.isInteger(value)) return value + oneOf(chance, [-1, 1, 1000]);
      // Also by the last bit.
      return oneOf(chance, [value * (1 + 2 ** -52), value + 0.001, -value]);
    case 'string':
      return value === '' ? 'x' : withOneCharacter(value, chance);
    default:
      return 0;
  }
}

function withOneCharacter(text: string, chance: Chance): string {
  const characters = [...text];
  const at = whole(chance, characters.length);
  const others = [...'0123456789abcdefX'].filter((character) => character !== characters[at]);
  characters[at] = oneOf(chance, others);
  return characters.join('');
}
