import type { Estimate, ScoreParts } from '../room/events.ts';
import type { Language } from '../room/settings.ts';
import type { ScoredRound } from '../room/state.ts';
import { betOf } from './bets.ts';
import type { Names } from './leaderboard.ts';
import type { Open } from './phases.ts';
import type { Replay, ReplayPlayer, ReplayRound, ReplaySeries } from './wire.ts';

export interface ReplayAbout {
  readonly title: string;
  readonly replayId: string;
  /** The host sees the names; the public sees them only if the host allowed display names. */
  readonly namesFor: 'host' | 'public';
}

const PSEUDONYM: Readonly<Record<Language, string>> = { ko: '쿠키', en: 'Cookie' };

/** A name that says nothing about its bearer. */
export function pseudonym(place: number, language: Language): string {
  return `${PSEUDONYM[language]} ${place}`;
}

/** The whole game after the reveal, or null before; scores are read from the log, never recomputed. */
export function replayOf(open: Open, names: Names, about: ReplayAbout): Replay | null {
  const { jar, truth, settings } = open;
  if (jar === null || truth === null) return null;
  return {
    version: 1,
    replayId: about.replayId,
    title: about.title,
    openedAt: open.openedAt,
    settings,
    jar: jar.counts,
    fairness: {
      commitment: open.commitment,
      code: open.code,
      seed: jar.seed,
      salt: jar.salt,
      mix: jar.mix,
    },
    rounds: replayRounds(open),
    players: replayPlayers(open, names, about),
    bots: truth.bots.map(({ bot, klJar }) => {
      const rows = byRound(open, (round) => round.bots.find((row) => row.bot === bot));
      return {
        bot,
        ...series(open, rows, priorOf(open), klJar),
        points: rows.map((row) => row?.points ?? null),
      };
    }),
    crowd: series(
      open,
      byRound(open, (round) => round.crowd ?? undefined),
      null,
      truth.crowd,
    ),
  };
}

function replayRounds(open: Open): readonly ReplayRound[] {
  const scored = new Map(open.scored.map((round) => [round.round, round]));
  return open.draws.map(({ round, order, counts, twist }) => {
    const closed = scored.get(round);
    return {
      round,
      order: order.join(''),
      counts,
      guessed: closed !== undefined,
      posterior: closed?.posterior ?? null,
      posteriorCount: closed?.posteriorCount ?? null,
      floor: open.truth?.floor[round] ?? null,
      twist,
      belief: closed?.belief ?? null,
    };
  });
}

function replayPlayers(open: Open, names: Names, about: ReplayAbout): readonly ReplayPlayer[] {
  const { language, replayNames } = open.settings;
  const named = about.namesFor === 'host' || replayNames === 'display';
  const indexed = open.scored.map((round) => new Map(round.seats.map((seat) => [seat.playerId, seat])));
  // In the order of the ranking, so that a pseudonym does not tell who joined when.
  const truths = [...(open.truth?.seats ?? [])].sort((a, b) => a.rank - b.rank);
  return truths.flatMap(({ playerId, klJar }, place) => {
    const entry = open.roster.get(playerId);
    if (entry === undefined || entry.out === 'removed') return [];
    const rows = byRound(open, (_, k) => indexed[k]?.get(playerId));
    const opening = entry.fromRound === 1 ? (open.hunches.get(playerId) ?? priorOf(open)) : null;
    const invented = pseudonym(place + 1, language);
    return [
      {
        playerId,
        name: named ? (names.get(playerId) ?? invented) : invented,
        cookie: entry.cookie,
        fromRound: entry.fromRound,
        ...series(open, rows, opening, klJar),
        points: rows.map((row) => row?.points ?? null),
        totals: rows.map((row) => row?.total ?? null),
        ranks: rows.map((row) => row?.rank ?? null),
        bet: betIn(open, playerId),
      },
    ];
  });
}

/** One entry per draw, index 0 = before the first; undefined where nothing was scored. */
function byRound<T>(
  open: Open,
  of: (round: ScoredRound, index: number) => T | undefined,
): readonly (T | undefined)[] {
  const rows = new Array<T | undefined>(open.draws.length + 1).fill(undefined);
  open.scored.forEach((round, k) => {
    rows[round.round] = of(round, k);
  });
  return rows;
}

interface Scored {
  readonly estimate: Estimate;
  readonly kl: number;
  readonly parts: ScoreParts | null;
}

function series(
  { settings }: Open,
  rows: readonly (Scored | undefined)[],
  opening: Estimate | null,
  klJar: readonly (number | null)[],
): Omit<ReplaySeries, 'points'> {
  return {
    estimates: rows.map((row, k) => (k === 0 ? opening : (row?.estimate ?? null))),
    kl: rows.map((row) => row?.kl ?? null),
    klJar,
    parts: settings.estimate === 'belief' ? rows.map((row) => row?.parts ?? null) : null,
  };
}

function betIn({ truth }: Open, playerId: string): ReplayPlayer['bet'] {
  const bet = truth?.bets ? betOf(truth.bets, playerId) : undefined;
  return bet === undefined ? null : { band: bet.band, cost: bet.cost, hit: bet.hit };
}

/** The prior needs no inference: every bot and every silent seat begins with equal shares, or with one for each. */
function priorOf({ settings: { estimate, flavours } }: Open): Estimate {
  return flavours.map(() => (estimate === 'belief' ? 1 : 1 / flavours.length));
}
