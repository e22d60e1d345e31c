import type { RoomSettings } from '../../shared/room/settings.ts';
import type { PublicRecord } from '../../shared/views/public-log.ts';
import { score } from '../browser/independent-scores.ts';
import { type Diary, linesOf } from './load/diary.ts';

/** The place of a seat after a round. */
export interface Place {
  readonly rank: number;
  readonly total: number;
}

/** What the log and the phones do not agree on, in words. */
export interface Faults {
  /** Acknowledged estimates that the log does not have where the acknowledgement said. */
  readonly lost: readonly string[];
  /** Ranks and totals that a phone was told wrongly, or not at all. */
  readonly wrong: readonly string[];
}

/** Where the draw is half and half, 30 % and 70 % are equally good: what differs by rounding alone shares a rank. */
const SAME_GAP = 1e-9;

interface Seat {
  readonly from: number;
  isHere: boolean;
  share: number;
  total: number;
  totalGap: number;
}

/** Everybody's place after each round, from draws and estimates alone: what the log says of scores is not read. */
export function placesFrom(events: readonly PublicRecord[]): ReadonlyMap<number, ReadonlyMap<string, Place>> {
  const places = new Map<number, ReadonlyMap<string, Place>>();
  const seats = new Map<string, Seat>();
  let [population, drawn, chocolate] = [0, 0, 0];
  for (const { event } of events) {
    if (event.type === 'RoomOpened' || event.type === 'SettingsChanged') {
      refuseOther(event.settings);
      population = event.settings.population;
    } else if (event.type === 'SeatTaken') {
      const nothingYet = { isHere: true, share: 0.5, total: 0, totalGap: 0 };
      seats.set(event.playerId, { from: event.fromRound, ...nothingYet });
    } else if (event.type === 'SeatLeft' || event.type === 'SeatRemoved') {
      seatOf(seats, event.playerId).isHere = false;
    } else if (event.type === 'HunchPlaced' || event.type === 'EstimatePlaced') {
      seatOf(seats, event.playerId).share = event.estimate[0] ?? 0;
    } else if (event.type === 'CookiesDrawn') {
      drawn += event.order.length;
      chocolate += event.order.filter((flavour) => flavour === 0).length;
    } else if (event.type === 'RoundClosed') {
      const here = [...seats].filter(([, { isHere, from }]) => isHere && from <= event.round);
      for (const [, seat] of here) {
        const { points, gap } = score(population, chocolate, drawn, seat.share);
        seat.total += points;
        seat.totalGap += gap;
      }
      places.set(event.round, ranked(here));
    }
  }
  return places;
}

/** Every acknowledgement and every own score that the phones have heard, held against the log. */
export function faultsIn(
  events: readonly PublicRecord[],
  diaries: readonly Diary[],
  rounds: readonly number[],
): Faults {
  const bySeq = new Map(events.map((entry) => [entry.seq, entry.event]));
  const places = placesFrom(events);
  const [lost, wrong]: [string[], string[]] = [[], []];
  for (const { playerId, acknowledged, told } of diaries) {
    for (const [round, share, seq] of linesOf(acknowledged)) {
      const event = bySeq.get(seq);
      const isThere =
        event?.type === 'EstimatePlaced' &&
        event.playerId === playerId &&
        event.round === round &&
        event.estimate[0] === share;
      if (!isThere) lost.push(`${playerId} in round ${round}: ${share} is not at ${seq}`);
    }
    const heard = Map.groupBy(linesOf(told), ([round]) => round);
    for (const round of rounds) {
      const place = places.get(round)?.get(playerId);
      const lines = heard.get(round) ?? [];
      // The last round is told again when the jar opens: it must be the same.
      const isRight =
        lines.length > 0 && lines.every(([, rank, total]) => rank === place?.rank && total === place.total);
      if (!isRight) wrong.push(`${playerId} in round ${round}: ${JSON.stringify({ lines, place })}`);
    }
  }
  return { lost, wrong };
}

/** One more than the number of those ahead, counted one by one. */
function ranked(seats: readonly (readonly [string, Seat])[]): ReadonlyMap<string, Place> {
  const totals = Float64Array.from(seats, ([, { total }]) => total);
  const gaps = Float64Array.from(seats, ([, { totalGap }]) => totalGap);
  return new Map(
    seats.map(([playerId, { total, totalGap }]) => {
      let rank = 1;
      for (let k = 0; k < totals.length; k += 1) {
        const other = totals[k] ?? 0;
        if (other > total || (other === total && (gaps[k] ?? 0) < totalGap - SAME_GAP)) rank += 1;
      }
      return [playerId, { rank, total }];
    }),
  );
}

function seatOf(seats: ReadonlyMap<string, Seat>, playerId: string): Seat {
  const seat = seats.get(playerId);
  if (seat === undefined) throw new Error(`the log names an unknown seat: ${playerId}`);
  return seat;
}

function refuseOther({ flavours, estimate, scoring, rankBy, replacement }: RoomSettings): void {
  const isClassic = flavours.length === 2 && estimate === 'point' && replacement === 'never';
  if (!isClassic || scoring !== 'evidence' || rankBy !== 'evidence')
    throw new Error('only the classic game is read a second time');
}
