import type { RecordedEvent } from '../../shared/room/events.ts';
import { progressOf } from '../../shared/views/progress.ts';
import type { Clock } from '../clock.ts';
import { cameAt, isLineOf } from '../line-name.ts';
import type { Log } from '../log.ts';
import { type Namespaces, Phones, type PlayerSocket } from './audience.ts';
import { countIntervalMs } from './count-pace.ts';
import { newsOf } from './relevance.ts';
import {
  type ShownRoom,
  shownNames,
  viewForDisplays,
  viewForHosts,
  viewForPhones,
  viewOfSeat,
} from './snapshots.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** Counts to big screens, five a second. */
const SCREEN_MS = 200;
/** A forming histogram, or who has answered: twice a second. */
const DETAIL_MS = 500;
/** Everybody's trouble with the disk is one. */
const TROUBLE_MS = 1000;

/** A page that is reloaded is back before anybody need hear of it. */
const HOST_AWAY_MS = 3000;

/** Everybody who watches one room, and what still has to be sent to them. */
export class RoomAudience {
  readonly phones: Phones;
  readonly #clock: Clock;
  readonly #room: ShownRoom;
  readonly #to: Namespaces;
  readonly #countsToPhones: Throttle;
  readonly #countsToScreens: Throttle;
  readonly #roster: Throttle;
  readonly #details: Throttle;
  readonly #names: Throttle;
  readonly #trouble: Throttle;

  readonly #isHostElsewhere: () => boolean;
  /** Which line of a seat the log has seen come; another that comes after it takes its place. */
  readonly #recorded = new Map<string, string>();

  #hostAway = false;
  #cancelHost: (() => void) | null = null;

  constructor(room: ShownRoom, to: Namespaces, clock: Clock, log: Log, isHostElsewhere: () => boolean) {
    this.#isHostElsewhere = isHostElsewhere;
    this.#clock = clock;
    this.#room = room;
    this.#to = to;
    this.phones = new Phones(room.row.replayId, log);
    const players = () => room.state.open.players;
    // A list of thousands of names is long: the longer, the rarer.
    const listMs = (least: number) => () => Math.max(least, players());
    this.#countsToPhones = createThrottle(
      clock,
      () => countIntervalMs(room.state.open, to.player.sockets.size),
      () => this.#sendCountsToPhones(),
    );
    this.#countsToScreens = createThrottle(
      clock,
      () => SCREEN_MS,
      () => this.#sendCountsToScreens(),
    );
    this.#roster = createThrottle(clock, listMs(SCREEN_MS), () => this.#sendToScreens());
    this.#details = createThrottle(clock, listMs(DETAIL_MS), () => this.#sendDetails());
    this.#names = createThrottle(clock, listMs(DETAIL_MS), () => this.#tellNames());
    this.#trouble = createThrottle(
      clock,
      () => TROUBLE_MS,
      () => this.#sendTrouble(),
    );
    this.hostWent();
  }

  /** Only the host can do something about it. */
  tellUnsaved(): void {
    this.#trouble.request();
  }

  tell(events: readonly RecordedEvent[]): void {
    const news = newsOf(events);
    for (const { event } of events) {
      if (event.type === 'SeatRemoved') this.#farewell(event.playerId);
      if (event.type === 'SeatRenamed') this.#tellName(event.playerId);
      if (event.type === 'SeatConnected') this.#lineCame(event.playerId, event.connection);
      if (event.type === 'SeatGone') this.#lineWent(event.playerId, event.connection);
    }
    if (news.settings) this.#tellSettings();
    if (news.stage) {
      // How many have answered is asked only while answers come in.
      if (!this.#isAnswering()) this.#countsToPhones.cancel();
      this.#sendToPhones(news.ownViews);
      this.#sendToScreens();
    } else if (news.roster) this.#roster.request();
    else if (news.answer) this.#details.request();
    if (news.roster || news.answer) {
      if (this.#isAnswering()) this.#countsToPhones.request();
      this.#countsToScreens.request();
    }
  }

  #isAnswering(): boolean {
    const { phase } = this.#room.state.open;
    return phase === 'lobby' || phase === 'guessing' || phase === 'bet';
  }

  /** Names are gone: who has none is told what stands in its place, and everybody gets the view anew. */
  forgotten(): void {
    this.#names.request();
  }

  #tellNames(): void {
    const names = shownNames(this.#room);
    for (const [playerId, { socket }] of this.phones.entries()) {
      const name = this.#room.names.has(playerId) ? undefined : names.get(playerId);
      if (name !== undefined) socket.emit('renamed', { name });
    }
    this.#sendToPhones(false);
    this.#sendToScreens();
  }

  /** No page of the host has a line, and that not since a moment ago. */
  get hostAway(): boolean {
    return this.#hostAway;
  }

  hostCame(): void {
    this.#cancelHost?.();
    this.#cancelHost = null;
    if (this.#hostAway) this.#tellHost(false);
  }

  /** Also where an audience begins: phones come back to a server that was restarted before the host does. */
  hostWent(): void {
    this.#cancelHost?.();
    this.#cancelHost = this.#clock.setTimer(this.#clock.now() + HOST_AWAY_MS, () => {
      this.#cancelHost = null;
      if (!this.#isHostThere) this.#tellHost(true);
    });
  }

  get #isHostThere(): boolean {
    return this.#to.host.adapter.rooms.has(this.#room.row.replayId) || this.#isHostElsewhere();
  }

  /** Pages of the host come and go at other servers too. */
  hostMoved(): void {
    if (this.#isHostThere) this.hostCame();
    else if (!this.#hostAway && this.#cancelHost === null) this.hostWent();
  }

  stop(): void {
    this.#cancelHost?.();
    const sendings = [
      this.#countsToPhones,
      this.#countsToScreens,
      this.#roster,
      this.#details,
      this.#names,
      this.#trouble,
    ];
    for (const throttle of sendings) throttle.cancel();
  }

  /** What is the same for all is encoded once per slice; what is personal goes before it, so that no old score is shown. */
  #sendToPhones(withOwnViews: boolean): void {
    const view = viewForPhones(this.#room);
    this.phones.eachSlice((slice, playerIds) => {
      for (const playerId of withOwnViews ? playerIds : []) {
        const you = viewOfSeat(this.#room, playerId);
        if (you !== null) this.phones.get(playerId)?.emit('you', you);
      }
      this.#to.player.to(slice).emit('view', view);
    });
  }

  #sendToScreens(): void {
    this.#roster.cancel();
    this.#details.cancel();
    this.#sendToDisplays();
    this.#sendToHosts();
  }

  #sendDetails(): void {
    if (this.#room.state.open.settings.histogram === 'live') this.#sendToDisplays();
    this.#sendToHosts();
  }

  #sendToDisplays(): void {
    const { replayId } = this.#room.row;
    if (!this.#to.display.adapter.rooms.has(replayId)) return;
    this.#to.display.to(replayId).emit('view', viewForDisplays(this.#room));
  }

  #sendToHosts(): void {
    const { replayId } = this.#room.row;
    if (!this.#to.host.adapter.rooms.has(replayId)) return;
    this.#to.host.to(replayId).emit('view', viewForHosts(this.#room));
  }

  #sendCountsToPhones(): void {
    const progress = progressOf(this.#room.state.open);
    this.phones.eachSlice((slice) => this.#to.player.to(slice).emit('progress', progress));
  }

  #sendCountsToScreens(): void {
    const { replayId } = this.#room.row;
    const progress = progressOf(this.#room.state.open);
    this.#to.display.to(replayId).emit('progress', progress);
    this.#to.host.to(replayId).emit('progress', progress);
  }

  #sendTrouble(): void {
    this.#to.host.to(this.#room.row.replayId).emit('unsaved', { reason: 'store/unavailable' });
  }

  #tellHost(away: boolean): void {
    this.#hostAway = away;
    this.phones.eachSlice((slice) => this.#to.player.to(slice).emit('host', { away }));
    this.#to.display.to(this.#room.row.replayId).emit('host', { away });
  }

  #tellSettings(): void {
    const { settings, commitment } = this.#room.state.open;
    this.phones.eachSlice((slice) => this.#to.player.to(slice).emit('settings', { settings, commitment }));
  }

  #tellName(playerId: string): void {
    const name = shownNames(this.#room).get(playerId);
    if (name !== undefined) this.phones.get(playerId)?.emit('renamed', { name });
  }

  #lineCame(playerId: string, connection: string): void {
    const socket = this.phones.get(playerId);
    if (socket === undefined) return;
    const own = this.#recorded.get(playerId);
    if (isLineOf(socket.id, connection)) this.#recorded.set(playerId, connection);
    else if (own !== undefined && own !== socket.id && isLineOf(socket.id, own)) {
      // A line that came before this one was recorded late, at another server: this one says again that it is there.
      if (cameAt(connection) < cameAt(own)) this.phones.listener(playerId)?.missed();
      else this.#giveWay(playerId, socket);
    }
  }

  /** The seat's newer line is at another server. */
  #giveWay(playerId: string, socket: PlayerSocket): void {
    this.phones.remove(playerId, socket);
    socket.emit('superseded', { reason: 'superseded' });
    socket.disconnect(true);
  }

  #lineWent(playerId: string, connection: string): void {
    const listener = this.phones.listener(playerId);
    if (listener !== undefined && isLineOf(listener.socket.id, connection)) listener.missed();
  }

  #farewell(playerId: string): void {
    const socket = this.phones.get(playerId);
    if (socket === undefined) return;
    this.phones.remove(playerId, socket);
    socket.emit('removed', { reason: 'seat/removed' });
    socket.disconnect(true);
  }
}
