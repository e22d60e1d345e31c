import type { RecordedEvent } from '../../../shared/room/events.ts';
import type { Op, Witness } from '../witness.ts';
import { type Absence, LogWalk } from './log-walk.ts';

/** Accepting these always leaves a fact. */
const leavesFacts = new Set(
  [
    'guess',
    'bet',
    'rename',
    'leave',
    'start',
    'next',
    'close',
    'reveal',
    'end',
    'again',
    'remove',
    'mix',
  ].concat('settings'),
);

/** A stretch of time in which what was decided may have been lost again. */
export interface Trouble {
  readonly from: number;
  readonly to: number;
}

/** Holds everything that pages were told against what the logs say in the end. */
export function checkHistory(
  logs: ReadonlyMap<string, readonly RecordedEvent[]>,
  witness: Witness,
  absences: readonly Absence[],
  troubles: readonly Trouble[],
): void {
  const complain = witness.break.bind(witness);
  // A lesson played again has a log of its own, which knows nothing of the operations of the one before.
  const placesOf = new Map<string, { readonly log: string; readonly seq: number }[]>();
  const homes = seatHomes(witness);
  for (const [log, events] of logs) {
    const walk = new LogWalk(
      complain,
      absences.filter(({ backAt }) => backAt > (events[0]?.at ?? 0)),
    );
    const refused = [...witness.ops.values()].filter(
      ({ event, oks }) => event === 'guess' && oks.length === 0,
    );
    const late = refused
      .flatMap((op) =>
        op.refusals.filter(({ code }) => code === 'round/not-open').map(({ at }) => ({ op, at })),
      )
      .filter(
        ({ at }) => at >= (events[0]?.at ?? 0) && !troubles.some(({ from, to }) => at >= from && at <= to),
      )
      .sort((a, b) => a.at - b.at);
    let before = 0;
    let lastOp: string | undefined;
    for (const recorded of events) {
      while (late[0] !== undefined && Math.round(late[0].at) < recorded.at) checkRefusal(late.shift(), walk);
      const { seq, by, op, event } = recorded;
      if (op !== undefined && op.id !== lastOp) {
        const places = placesOf.get(op.id) ?? [];
        if (places.some((place) => place.log === log)) {
          complain('applied-once', `${op.id} is in the log at ${seq} again`);
        }
        placesOf.set(op.id, [...places, { log, seq }]);
        checkSpeaker(witness.ops.get(op.id), recorded);
      } else if (op === undefined && by === 'host' && !['RoomOpened', 'JarSealed'].includes(event.type)) {
        complain('host-only', `${event.type} at ${seq} without an operation`);
      }
      lastOp = op?.id;
      walk.step(recorded, before);
      before = seq;
    }
    for (const refusal of late) checkRefusal(refusal, walk);
  }
  for (const op of witness.ops.values()) checkOp(op);
  checkOrder();

  function checkRefusal(refusal: { op: Op; at: number } | undefined, walk: LogWalk): void {
    if (refusal === undefined) return;
    const { op, at } = refusal;
    if (walk.takes(op.payload.round as number, Math.round(at))) {
      complain('deadline', `${op.page.name} was refused in round ${op.payload.round} before its deadline`);
    }
  }

  function checkSpeaker(op: Op | undefined, { seq, by, event }: RecordedEvent): void {
    if (op === undefined) complain('host-only', `${event.type} at ${seq} was asked for by nobody`);
    else if (by === 'host') {
      if (op.namespace !== '/host' || !op.page.name.startsWith('laptop')) {
        complain('host-only', `${event.type} at ${seq} was asked for by ${op.page.name}`);
      }
    } else if (homes.get(by)?.has(op.page.device.name) !== true) {
      complain('own-seat-only', `${event.type} at ${seq} was asked for by ${op.page.name}`);
    }
  }

  function checkOp(op: Op): void {
    const places = placesOf.get(op.id) ?? [];
    const what = `${op.event} ${op.id} of ${op.page.name}`;
    // What cannot be saved now is asked for again by the page itself.
    const refused = op.refusals.find(({ code }) => code !== 'store/unavailable');
    if (op.oks.length === 0 && refused !== undefined && places.length > 0) {
      complain('refused-absent', `${what} was refused (${refused.code}) and is at ${places[0]?.seq}`);
    }
    if (!leavesFacts.has(op.event)) return;
    if (op.oks.length > 0 && places.length === 0) {
      complain('acknowledged-kept', `${what} was acknowledged and is in no log`);
    }
    for (const { seq } of op.oks) {
      if (seq !== null && places.length > 0 && !places.some((place) => place.seq === seq)) {
        complain('acknowledged-kept', `${what} was acknowledged as ${seq} and is at ${places[0]?.seq}`);
      }
    }
  }

  function checkOrder(): void {
    // What was accepted without a fact is not remembered, and may still have an effect when it is heard again.
    const factual = [...witness.ops.values()].filter(({ event }) => leavesFacts.has(event));
    const byPage = Map.groupBy(factual, ({ page }) => page);
    for (const [page, ops] of byPage) {
      for (const [k, later] of ops.entries()) {
        const place = placesOf.get(later.id)?.[0];
        for (const earlier of ops.slice(Math.max(0, k - 4), k)) {
          const old = placesOf.get(earlier.id)?.[0];
          const heard = earlier.oks[0]?.at ?? Number.POSITIVE_INFINITY;
          if (!place || !old || place.log !== old.log || heard >= later.askedAt) continue;
          if (old.seq >= place.seq) complain('acks-in-order', `${page.name}: ${old.seq} before ${place.seq}`);
        }
      }
    }
  }
}

/** The devices that were ever welcomed to each seat. */
function seatHomes({ seatOf }: Witness): ReadonlyMap<string, ReadonlySet<string>> {
  const homes = new Map<string, Set<string>>();
  for (const [line, seat] of seatOf) {
    const devices = homes.get(seat) ?? new Set();
    devices.add(line.page.device.name);
    homes.set(seat, devices);
  }
  return homes;
}
