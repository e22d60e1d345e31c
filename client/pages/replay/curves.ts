import type { BotName, RoomSettings } from '../../../shared/room/settings.ts';
import type { Replay, ReplayRound } from '../../../shared/views/wire.ts';
import { gapScale, type KlScale, klCeiling, klFloor, klPosition } from '../../charts/log-scale.ts';
import type { Series } from '../../charts/series.tsx';
import type { Followed } from './followed.ts';
import { klOf, type Reference, shareOf } from './standing.ts';

type Values = readonly (number | null)[];

export type Measure =
  | { readonly of: 'kl'; readonly reference: Reference; readonly scale: KlScale }
  | { readonly of: 'estimate'; readonly flavour: number };

const klScale: KlScale = { ceiling: klCeiling, floor: klFloor };

/** The live score of a belief is its whole gap; every other KL is one of two shares. */
export function scaleOf({ estimate }: Pick<RoomSettings, 'estimate'>, reference: Reference): KlScale {
  return estimate === 'belief' && reference === 'live' ? gapScale : klScale;
}

interface Recorded {
  readonly estimates: readonly (readonly number[] | null)[];
  readonly kl: Values;
  readonly klJar: Values;
}

/** More lines than this are no lines any more: a large class is drawn as bands or by a part of it. */
export const mostLines = 200;

export function valuesOf(series: Recorded, measure: Measure): Values {
  if (measure.of === 'kl') return klOf(series, measure.reference);
  return series.estimates.map((estimate) => shareOf(estimate, measure.flavour));
}

/**
 * Straight lines over the draws that shared a guess with a later one, as the eye would draw them; a seat that had not
 * joined yet keeps its gap.
 */
export function bridged(
  values: Values,
  rounds: readonly Pick<ReplayRound, 'guessed'>[],
  measure: Measure,
): Values {
  if (rounds.every(({ guessed }) => guessed)) return values;
  const filled = [...values];
  let before: number | null = null;
  for (let n = 0; n < values.length; n++) {
    const value = values[n] ?? null;
    if (value === null) continue;
    if (before !== null) {
      const from = values[before] ?? 0;
      for (let i = before + 1; i < n; i++) {
        if (rounds[i - 1]?.guessed) continue;
        filled[i] = between(from, value, (i - before) / (n - before), measure);
      }
    }
    before = n;
  }
  return filled;
}

function between(a: number, b: number, part: number, measure: Measure): number {
  if (measure.of === 'estimate') return a + part * (b - a);
  // On the log axis a straight line is one of positions, floor and ceiling included.
  const { ceiling, floor } = measure.scale;
  const from = klPosition(a, ceiling, floor);
  const position = from + part * (klPosition(b, ceiling, floor) - from);
  return ceiling * (floor / ceiling) ** position;
}

export interface CurveWords {
  readonly bot: (bot: BotName) => string;
  readonly mean: string;
}

/** All lines of the chart: the class thin, the followed in their colours, bots and class mean marked. */
export function seriesOf(
  { players, bots, crowd, rounds }: Replay,
  followed: readonly Followed[],
  measure: Measure,
  /** Null on a phone, where names would take half of the plot and the markers say who is who. */
  words: CurveWords | null,
): readonly Series[] {
  const values = (series: Recorded): Values => bridged(valuesOf(series, measure), rounds, measure);
  const slots = new Map(followed.map(({ playerId, slot }) => [playerId, slot]));
  const others = players.filter(({ playerId }) => !slots.has(playerId));
  const shown = measure.of === 'kl' && others.length > mostLines ? [] : evenly(others, mostLines);
  const lines: Series[] = axisOf(measure);
  for (const player of shown) lines.push({ id: player.playerId, kind: 'player', values: values(player) });
  for (const player of players) {
    const rank = slots.get(player.playerId);
    if (rank !== undefined)
      lines.push({
        id: player.playerId,
        label: words === null ? '' : player.name,
        kind: 'top',
        rank,
        values: values(player),
      });
  }
  for (const bot of bots)
    lines.push({ id: `bot ${bot.bot}`, label: words?.bot(bot.bot) ?? '', kind: 'bot', values: values(bot) });
  if (players.length > 1)
    lines.push({ id: 'mean', label: words?.mean ?? '', kind: 'mean', values: values(crowd) });
  return lines;
}

/** The live score has no round 0; one point without a line keeps its axis where the other one's is. */
function axisOf(measure: Measure): Series[] {
  const live = measure.of === 'kl' && measure.reference === 'live';
  return live ? [{ id: 'axis', kind: 'player', values: [measure.scale.ceiling] }] : [];
}

/** What a perfect player is left with, as the area below it: no skill is left to see there. */
export function floorBands(
  rounds: readonly ReplayRound[],
): readonly { readonly q: number; readonly values: Values }[] {
  const floor = [null, ...rounds.map((round) => round.floor)];
  return [
    { q: -1, values: floor.map((value) => (value === null ? null : 0)) },
    { q: 2, values: floor },
  ];
}

/** Quantiles of the class by round, in place of the thin lines of a very large class. */
export function classBands(
  { players }: Pick<Replay, 'players'>,
  reference: Reference,
): readonly { readonly q: number; readonly values: Values }[] {
  if (players.length <= mostLines) return [];
  const rounds = Math.max(...players.map(({ kl }) => kl.length));
  const sorted = Array.from({ length: rounds }, (_, n) =>
    players.flatMap((player) => klOf(player, reference)[n] ?? []).sort((a, b) => a - b),
  );
  return [0.1, 0.25, 0.75, 0.9].map((q) => ({
    q,
    values: sorted.map((all) => all[Math.round(q * (all.length - 1))] ?? null),
  }));
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]).filter(
    (one) => one !== undefined,
  );
}
