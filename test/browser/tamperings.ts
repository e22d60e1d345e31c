import type { Page, Route } from 'playwright-core';
import type { RoomEvent } from '../../shared/room/events.ts';
import { headsOf } from '../../shared/verification/verify-lesson.ts';
import type { PublicLog, PublicRecord } from '../../shared/views/public-log.ts';
import type { Replay } from '../../shared/views/wire.ts';

/** Both as they came from the server, open to any change. */
interface Served {
  readonly replay: Loose<Replay>;
  readonly log: Loose<PublicLog>;
}

type Loose<T> = { -readonly [K in keyof T]: Loose<T[K]> };

export type Change = (served: Served) => void;

/** A server that changed something before it answers the page. */
export async function serveChanged(
  page: Page,
  { address, replayId }: { readonly address: string; readonly replayId: string },
  change: Change,
): Promise<() => Promise<void>> {
  const path = `/api/replays/${replayId}`;
  const served = {
    replay: await (await fetch(address + path)).json(),
    log: await (await fetch(`${address}${path}/log`)).json(),
  } as Served;
  change(served);
  const stops: (() => Promise<void>)[] = [];
  for (const [end, json] of [
    [path, served.replay],
    [`${path}/log`, served.log],
  ] as const) {
    const serve = (route: Route): Promise<void> => route.fulfill({ json });
    const isAsked = (url: URL): boolean => url.pathname === end;
    await page.route(isAsked, serve);
    stops.push(() => page.unroute(isAsked, serve));
  }
  return async () => {
    for (const stop of stops) await stop();
  };
}

/** The same log chained anew: what a server can do to hide a change from everybody who kept nothing. */
function chainAnew(log: Loose<PublicLog>): void {
  log.events.forEach((record, k) => {
    record.seq = k + 1;
  });
  log.head = headsOf(log as PublicLog).at(-1) ?? null;
}

function eventOf<T extends RoomEvent['type']>(
  { events }: Loose<PublicLog>,
  type: T,
): Extract<Loose<RoomEvent>, { type: T }> {
  const found = events.find(({ event }) => event.type === type)?.event;
  if (found === undefined) throw new Error(`no ${type}`);
  return found as Extract<Loose<RoomEvent>, { type: T }>;
}

function placeOf({ events }: Loose<PublicLog>, type: RoomEvent['type']): number {
  return events.findIndex(({ event }) => event.type === type);
}

const otherDigit = (hex: string): string => hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));

const otherFlavour = (order: string): string =>
  order.replace(/^./, (flavour) => (flavour === '0' ? '1' : '0'));

function sealOf({ replay }: Served): Loose<NonNullable<Replay['fairness']>> {
  if (replay.fairness === null) throw new Error('never sealed');
  return replay.fairness;
}

export const changes = {
  'another seed': (served) => {
    const seal = sealOf(served);
    seal.seed = otherDigit(seal.seed);
  },
  'another salt': (served) => {
    const seal = sealOf(served);
    seal.salt = otherDigit(seal.salt);
  },
  'another seal': (served) => {
    const seal = sealOf(served);
    seal.commitment = otherDigit(seal.commitment);
  },
  'another word': (served) => {
    const seal = sealOf(served);
    seal.mix = otherDigit(seal.mix);
  },
  'another jar': ({ replay }) => {
    replay.jar = [(replay.jar[0] ?? 0) - 1, (replay.jar[1] ?? 0) + 1];
  },
  'another cookie in the second draw': ({ replay }) => {
    const round = replay.rounds[1];
    if (round !== undefined) round.order = otherFlavour(round.order);
  },
  'more points on the page': ({ replay }) => {
    const player = replay.players[0];
    if (player !== undefined) player.points = player.points.map((one) => (one === null ? null : one + 1));
  },
  'a guess in the log': ({ log }) => {
    eventOf(log, 'EstimatePlaced').estimate = [0.5, 0.5];
  },
  'a guess in the log, chained anew': ({ log }) => {
    const record = log.events[placeOf(log, 'EstimatePlaced')];
    if (record !== undefined) record.at += 1;
    chainAnew(log);
  },
  'a score in the log, chained anew': ({ log }) => {
    const [seat] = eventOf(log, 'RoundScored').seats;
    if (seat !== undefined) seat.points += 1;
    chainAnew(log);
  },
  'a distance to the jar in the log, chained anew': ({ log }) => {
    const [seat] = eventOf(log, 'TruthScored').seats;
    if (seat !== undefined) seat.rank += 1;
    chainAnew(log);
  },
  'an event left out, chained anew': ({ log }) => {
    log.events.splice(placeOf(log, 'SeatTaken'), 1);
    chainAnew(log);
  },
  'an event told twice, chained anew': ({ log }) => {
    const at = placeOf(log, 'RoundClosed');
    log.events.splice(at, 0, structuredClone(log.events[at] as Loose<PublicRecord>));
    chainAnew(log);
  },
  'the last head': ({ log }) => {
    log.head = otherDigit(log.head ?? '');
  },
  'no chain at all': ({ log }) => {
    log.chain = null;
    log.head = null;
    for (const record of log.events) record.nonce = null;
  },
  'no log worth the name': ({ log }) => {
    log.events = [];
  },
} satisfies Readonly<Record<string, Change>>;
