import type { Welcome } from '../shared/protocol.ts';
import type { RecordedEvent } from '../shared/room/events.ts';
import type { Clock } from './clock.ts';
import { contain } from './contain.ts';
import type { DisplaySocket, HostSocket, Listener, Namespaces, PlayerSocket } from './fan-out/audience.ts';
import { RoomAudience } from './fan-out/room-audience.ts';
import { type ShownRoom, viewForDisplays, viewForHosts, welcomeOf } from './fan-out/snapshots.ts';
import type { Log } from './log.ts';

/** Appended events become views for whoever is connected here; nothing is ever sent per estimate. */
export interface FanOut {
  /** Seats a phone; an older connection of the same seat is told and let go. */
  addPlayer(room: ShownRoom, playerId: string, listener: Listener): void;
  removePlayer(room: ShownRoom, playerId: string, socket: PlayerSocket): void;
  /** Hangs up on whoever holds a seat that was given up, be it the tab that gave it up or one that came meanwhile. */
  vacate(room: ShownRoom, playerId: string): void;
  addDisplay(room: ShownRoom, socket: DisplaySocket): void;
  addHost(room: ShownRoom, socket: HostSocket): void;
  removeDisplay(room: ShownRoom): void;
  /** One of the host's pages has lost its line. */
  removeHost(room: ShownRoom): void;
  welcome(room: ShownRoom, playerId: string, token?: string): Welcome | null;
  appended(room: ShownRoom, events: readonly RecordedEvent[]): void;
  /** Something of this room could not be saved. */
  unsaved(room: ShownRoom): void;
  /** The code has moved to a new log: phones move along, screens are told to come again. */
  renewed(before: ShownRoom): void;
  /** Another device is the host now: the pages of the one before are told and let go. */
  hostTaken(room: ShownRoom): void;
  /** Names are gone: every phone and screen gets what takes their place. */
  forgotten(room: ShownRoom): void;
  deleted(room: ShownRoom): void;
  stop(): void;
}

/** What is known of pages that are open at other servers. */
export interface PagesElsewhere {
  isHosting(replayId: string): boolean;
  onHosting(listener: () => void): void;
  setHosting(here: () => readonly string[]): void;
}

export function createFanOut(
  to: Namespaces,
  systemClock: Clock,
  log: Log,
  elsewhere: PagesElsewhere,
): FanOut {
  const audiences = new Map<string, RoomAudience>();
  // What is sent by the clock has no caller who would notice a mistake.
  const clock: Clock = {
    now: () => systemClock.now(),
    setTimer: (at, callback) => systemClock.setTimer(at, contain(log, 'nothing was sent', callback)),
  };

  function audienceOf(room: ShownRoom): RoomAudience {
    const known = audiences.get(room.row.replayId);
    if (known !== undefined) return known;
    const { replayId } = room.row;
    const audience = new RoomAudience(room, to, clock, log, () => elsewhere.isHosting(replayId));
    audiences.set(replayId, audience);
    return audience;
  }

  elsewhere.setHosting(() => [...audiences.keys()].filter((replayId) => to.host.adapter.rooms.has(replayId)));
  elsewhere.onHosting(() => {
    for (const audience of audiences.values()) audience.hostMoved();
  });

  function isWatched({ row }: ShownRoom): boolean {
    const { replayId } = row;
    const phones = audiences.get(replayId)?.phones.size ?? 0;
    return phones > 0 || to.display.adapter.rooms.has(replayId) || to.host.adapter.rooms.has(replayId);
  }

  function dropIfEmpty(room: ShownRoom): void {
    if (isWatched(room)) return;
    audiences.get(room.row.replayId)?.stop();
    audiences.delete(room.row.replayId);
  }

  return {
    addPlayer(room, playerId, listener) {
      const { phones } = audienceOf(room);
      const older = phones.get(playerId);
      if (older !== undefined) phones.remove(playerId, older);
      phones.add(playerId, listener);
      // Only now: who is let go may have been the last one watching, and the audience must not end with it.
      older?.emit('superseded', { reason: 'superseded' });
      older?.disconnect(true);
    },
    removePlayer(room, playerId, socket) {
      audiences.get(room.row.replayId)?.phones.remove(playerId, socket);
      dropIfEmpty(room);
    },
    vacate(room, playerId) {
      audiences.get(room.row.replayId)?.phones.get(playerId)?.disconnect(true);
    },
    addDisplay(room, socket) {
      const audience = audienceOf(room);
      void socket.join(room.row.replayId);
      socket.emit('view', viewForDisplays(room));
      socket.emit('time', { serverTime: clock.now() });
      socket.emit('host', { away: audience.hostAway });
    },
    addHost(room, socket) {
      const audience = audienceOf(room);
      void socket.join(room.row.replayId);
      audience.hostCame();
      socket.emit('view', viewForHosts(room));
      socket.emit('time', { serverTime: clock.now() });
    },
    removeDisplay: dropIfEmpty,
    removeHost(room) {
      audiences.get(room.row.replayId)?.hostWent();
      dropIfEmpty(room);
    },
    welcome(room, playerId, token) {
      const hostAway = audiences.get(room.row.replayId)?.hostAway ?? false;
      return welcomeOf(room, playerId, { serverTime: clock.now(), hostAway, token });
    },
    appended(room, events) {
      if (events.length === 0) return;
      if (isWatched(room)) audienceOf(room).tell(events);
      else dropIfEmpty(room);
    },
    unsaved(room) {
      if (isWatched(room)) audienceOf(room).tellUnsaved();
    },
    renewed(before) {
      const audience = audiences.get(before.row.replayId);
      for (const [playerId, listener] of audience?.phones.entries() ?? []) {
        audience?.phones.remove(playerId, listener.socket);
        listener.moved();
      }
      audience?.stop();
      audiences.delete(before.row.replayId);
      to.display.to(before.row.replayId).emit('again', { reason: 'again' });
      to.host.to(before.row.replayId).emit('again', { reason: 'again' });
    },
    hostTaken({ row }) {
      to.host.to(row.replayId).emit('superseded', { reason: 'superseded' });
      for (const id of to.host.adapter.rooms.get(row.replayId) ?? []) {
        to.host.sockets.get(id)?.disconnect(true);
      }
    },
    forgotten(room) {
      if (isWatched(room)) audienceOf(room).forgotten();
    },
    deleted(room) {
      const { replayId } = room.row;
      const audience = audiences.get(replayId);
      audience?.stop();
      audiences.delete(replayId);
      // Cut without a word of parting: who comes back is told that there is no such room.
      for (const [, { socket }] of audience?.phones.entries() ?? []) socket.conn.close();
      for (const namespace of [to.display, to.host]) {
        for (const id of namespace.adapter.rooms.get(replayId) ?? []) namespace.sockets.get(id)?.conn.close();
      }
    },
    stop() {
      for (const audience of audiences.values()) audience.stop();
    },
  };
}
