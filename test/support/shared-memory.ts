import { type EventStore, type RoomRow, StoreUnavailable } from '../../server/store/event-store.ts';
import { createMemoryStore, type MemoryLog } from '../../server/store/memory.ts';
import type { Followed, Fresh, SharedStore, Turn } from '../../server/store/shared-store.ts';
import type { Chance } from './chance.ts';

interface Beside {
  version: number;
  successor: string | null;
  /** Whoever has the turn; the next one waits for its end. */
  turn: Promise<void>;
}

/** What goes wrong, and how often: shares of the calls it happens to. */
export interface Troubles {
  /** The connection breaks before the commit, or after it. */
  readonly broken: number;
  readonly newsLost: number;
}

/** A store of several servers in memory, slow and unreliable as a network is; `join` gives each server its own. */
export function createSharedMemory(chance: Chance, troubles: Troubles) {
  const logs = new Map<string, MemoryLog>();
  const memory = createMemoryStore(logs);
  const besides = new Map<string, Beside>();
  const listeners: Parameters<SharedStore['onNews']>[0][] = [];
  let calm = false;

  const later = () => new Promise<void>((resolve) => setTimeout(resolve, chance() * 3));
  const happens = (share: number) => !calm && chance() < share;

  function besideOf(replayId: string): Beside {
    const known = besides.get(replayId) ?? { version: 0, successor: null, turn: Promise.resolve() };
    besides.set(replayId, known);
    return known;
  }

  function tell(replayId: string): void {
    const followed = { seq: logs.get(replayId)?.events.length ?? 0, version: besideOf(replayId).version };
    for (const listener of listeners) {
      if (!happens(troubles.newsLost)) void later().then(() => listener(replayId, followed));
    }
  }

  /** Done or not, the caller may hear of a broken connection. */
  async function unreliably<T>(work: () => Promise<T>): Promise<T> {
    await later();
    if (happens(troubles.broken)) throw new StoreUnavailable('broken before');
    const value = await work();
    await later();
    if (happens(troubles.broken)) throw new StoreUnavailable('broken after');
    return value;
  }

  function freshOf(replayId: string, followed: Followed): Fresh | undefined {
    const log = logs.get(replayId);
    if (log === undefined) return undefined;
    const { version, successor } = besideOf(replayId);
    const events = log.events.slice(followed.seq);
    const seats = events.flatMap(({ event }) => ('playerId' in event ? [event.playerId] : []));
    const all = version !== followed.version;
    const names = [...log.names].filter(([playerId]) => all || seats.includes(playerId));
    return { row: log.row, version, successor, events, names: new Map(names) };
  }

  function sharedFor(node: string): SharedStore {
    async function turn(replayId: string, followed: Followed): Promise<Turn | undefined> {
      const beside = besideOf(replayId);
      const before = beside.turn;
      let leave = () => {};
      beside.turn = new Promise((resolve) => {
        leave = resolve;
      });
      await before;
      await later();
      const fresh = freshOf(replayId, followed);
      if (fresh === undefined || happens(troubles.broken)) {
        leave();
        if (fresh === undefined) return undefined;
        throw new StoreUnavailable('broken');
      }
      const last = followed.seq + fresh.events.length;
      return {
        fresh,
        commit: (events, names) =>
          unreliably(() => memory.append(replayId, last, events, names).then(() => tell(replayId))).finally(
            leave,
          ),
        succeed: (row, events, names) =>
          unreliably(async () => {
            const next: RoomRow = { ...row, ...keysOf(fresh.row) };
            await memory.createRoom(next, events, names);
            Object.assign(beside, { successor: row.replayId, version: beside.version + 1 });
            tell(replayId);
            return next;
          }).finally(leave),
        end: async () => leave(),
      };
    }
    return {
      ...{ node, turn },
      since: async (replayId, followed) => later().then(() => freshOf(replayId, followed)),
      newest: async (code) => (await memory.rooms()).find((row) => row.code === code),
      running: async () =>
        [...logs.values()].filter(
          ({ row, events }) =>
            besideOf(row.replayId).successor === null &&
            events.every(({ event }) => event.type !== 'RoomEnded'),
        ).length,
      moved: async (followed) =>
        [...followed].flatMap(([replayId, { seq, version }]) => {
          const now = freshOf(replayId, { seq, version });
          return now?.events.length === 0 && now.version === version ? [] : [replayId];
        }),
      exchangeHostKeys: async () => false,
      onNews: (listener) => void listeners.push(listener),
      clockAheadMs: async () => 0,
      setSigns() {},
      neighbours: async () => [],
      enter: (work) => work(true),
    };
  }

  return {
    logs,
    /** From now on nothing breaks any more. */
    calmDown() {
      calm = true;
    },
    join(node: string): EventStore {
      return {
        ...memory,
        shared: sharedFor(node),
        async forgetNames(replayId, playerId) {
          await unreliably(() => memory.forgetNames(replayId, playerId));
          besideOf(replayId).version += 1;
          tell(replayId);
        },
      };
    },
  };
}

function keysOf({ hostTokenHash, recoveryHash }: RoomRow) {
  return { hostTokenHash, recoveryHash };
}
