/** What this device saw of one lesson, kept so that nobody can tell it another story afterwards. */
export interface Kept {
  /** The replay's id, once the jar was open. */
  readonly replayId: string | null;
  /** The seals shown, in the order of their coming, each with the round it came in: 0 in the lobby, where a jar may be sealed anew. */
  readonly seals: readonly (readonly [commitment: string, round: number, at: number])[];
  /** Heads of the chain, each after so many events; in the order of the events. */
  readonly heads: readonly (readonly [seq: number, head: string])[];
  /** Own estimates and bets as they were sent, where the log has them; the newest. */
  readonly placed: readonly Placed[];
}

type Placed = readonly [seq: number, numbers: readonly number[]];

/** One thing seen: a seal, a head, or both. */
export interface Seen {
  readonly replayId?: string | null | undefined;
  readonly seal?: { readonly commitment: string; readonly round: number; readonly at: number };
  readonly seq?: number;
  readonly head?: string | null;
  readonly placed?: readonly number[] | undefined;
}

/** What a screen shows of the seal; nothing once the jar is open beside it, when it promises nothing any more. */
export function sealShown(shown: {
  readonly commitment: string;
  readonly round: number;
  readonly at: number;
  readonly isOpen: boolean;
}): Pick<Seen, 'seal'> {
  const { isOpen, ...seal } = shown;
  return isOpen ? {} : { seal };
}

/** A lesson, as every page of it knows it: codes are used again, but not at the same moment. */
export interface LessonKey {
  readonly code: string;
  readonly openedAt: number;
}

export const nothingKept: Kept = { replayId: null, seals: [], heads: [], placed: [] };

/** Some 18 kB. */
const mostHeads = 256;
const mostPlaced = 128;
const mostSeals = 64;

export function withSeen(kept: Kept, { replayId, seal, seq, head, placed }: Seen): Kept {
  return {
    replayId: replayId ?? kept.replayId,
    seals: seal === undefined ? kept.seals : withSeal(kept.seals, [seal.commitment, seal.round, seal.at]),
    heads: seq === undefined || head == null ? kept.heads : thinned(withHead(kept.heads, seq, head)),
    placed: seq === undefined || placed === undefined ? kept.placed : withPlaced(kept.placed, [seq, placed]),
  };
}

/** The last seal before the first draw and every one after it; earlier ones were sealed anew before everybody's eyes. */
export function sealsThatCount({ seals }: Kept): Kept['seals'] {
  const lobby = seals.findLast(([, round]) => round === 0);
  const running = seals.filter(([, round]) => round > 0);
  return [...(lobby === undefined ? [] : [lobby]), ...running];
}

/** How often the jar was sealed before this device's eyes; more than once if the settings changed. */
export function timesSealed(kept: Kept | null): number {
  return kept?.seals.length ?? 0;
}

/** The same lesson as two windows of one browser saw it. */
export function merged(one: Kept, other: Kept): Kept {
  const seals = [...one.seals, ...other.seals].sort((a, b) => a[2] - b[2]);
  return {
    replayId: one.replayId ?? other.replayId,
    seals: seals.reduce<Kept['seals']>(withSeal, []),
    heads: thinned(
      other.heads.reduce<Kept['heads']>((all, [seq, head]) => withHead(all, seq, head), one.heads),
    ),
    placed: other.placed.reduce(withPlaced, one.placed),
  };
}

/** A settings change may seal anew and back again: only what differs from the last is new. */
function withSeal(seals: Kept['seals'], seal: Kept['seals'][number]): Kept['seals'] {
  return seals.at(-1)?.[0] === seal[0] ? seals : [...seals, seal].slice(-mostSeals);
}

/** Two heads of one event both stay: that is what a changed story looks like. */
function withHead(heads: Kept['heads'], seq: number, head: string): Kept['heads'] {
  let place = heads.length;
  while (place > 0 && (heads[place - 1]?.[0] ?? 0) > seq) place -= 1;
  for (let k = place - 1; heads[k]?.[0] === seq; k -= 1) if (heads[k]?.[1] === head) return heads;
  return [...heads.slice(0, place), [seq, head], ...heads.slice(place)];
}

function withPlaced(placed: Kept['placed'], one: Placed): Kept['placed'] {
  const others = placed.filter(([seq]) => seq !== one[0]);
  return [...others, one].sort(([a], [b]) => a - b).slice(-mostPlaced);
}

/** Of the older half every second goes, but never the first: each head vouches for all events before it. */
function thinned(heads: Kept['heads']): Kept['heads'] {
  if (heads.length <= mostHeads) return heads;
  return heads.filter((_, k) => k >= mostHeads / 2 || k % 2 === 0);
}

export function parseKept(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isKept(value) ? value : null;
  } catch {
    return null;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { replayId, seals, heads, placed } = value as Record<string, unknown>;
  return (
    (replayId === null || typeof replayId === 'string') &&
    isListOf(seals, ['string', 'number', 'number']) &&
    isListOf(heads, ['number', 'string']) &&
    isListOf(placed, ['number', 'object'])
  );
}

function isListOf(value: unknown, types: readonly string[]): boolean {
  const fits = (row: unknown): boolean =>
    Array.isArray(row) && row.length === types.length && row.every((cell, k) => types[k] === typeof cell);
  return Array.isArray(value) && value.every(fits);
}
