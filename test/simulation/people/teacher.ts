import { effect, type Signal, signal } from '@preact/signals';
import { type Connection, connect } from '../../../client/connection.ts';
import { watchLine } from '../../../client/line-watch.ts';
import { isNewer, withProgress } from '../../../client/pages/stage/newest.ts';
import type { TakeOver } from '../../../server/host-keys.ts';
import type { HostReceives, Reply } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import type { HostView } from '../../../shared/views/wire.ts';
import { type Chance, oneOf, whole } from '../../support/chance.ts';
import { Device, Page } from '../world/device.ts';
import type { World } from '../world/world.ts';

/** One of the laptop's pages, as `watch-room` keeps it: the newest picture, and a new line when a lesson is played again. */
export class ScreenPage {
  readonly page: Page;
  readonly view: Signal<HostView | null> = signal(null);
  readonly #namespace: '/display' | '/host';
  readonly #auth: () => Record<string, unknown>;
  line: Connection<HostReceives> | null = null;
  #stopWatching = () => {};

  constructor(
    name: string,
    world: World,
    namespace: '/display' | '/host',
    auth: () => Record<string, unknown>,
  ) {
    this.page = new Page(name, new Device(name));
    this.#namespace = namespace;
    this.#auth = auth;
    world.timeline.in(0, this.page, () => {
      this.#watch();
      effect(() => world.witness.shown(this.page, this.view.value));
    });
  }

  #watch(): void {
    this.#stopWatching();
    this.line?.close();
    const line = connect<HostReceives>(this.#namespace, () => ({
      protocol: protocolVersion,
      ...this.#auth(),
    }));
    this.line = line;
    this.#stopWatching = watchLine(line).stop;
    line.on('view', (next) => {
      if (isNewer(this.view.peek(), next)) this.view.value = next;
    });
    line.on('progress', (now) => {
      const shown = this.view.peek();
      if (shown !== null) this.view.value = withProgress(shown, now);
    });
    line.on('time', ({ serverTime }) => line.learnServerTime(serverTime));
    line.on('superseded', () => line.rest());
    line.on('again', () => {
      if (this.line === line) this.#watch();
    });
  }
}

/** Who runs the lesson, not always wisely. */
export class Teacher {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #lessons: number;
  screen: ScreenPage;
  /** The faults are over: the lesson is brought to its end without detours. */
  finishing = false;
  /** Nothing is pressed. */
  waiting = false;
  #pages = 0;
  /** Another device has asked for the room and has not been answered. */
  #taking = false;
  #playedAgain = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#lessons = chance() < 0.15 ? 2 : 1;
    this.screen = this.#sitDown();
    this.#thinkLater();
  }

  get isOver(): boolean {
    return this.screen.view.value?.phase === 'ended' && this.#playedAgain + 1 >= this.#lessons;
  }

  /** The page is loaded anew, or another device takes the room over by the code on paper. */
  comeBack(): void {
    if (this.#taking) return;
    if (this.#chance() < 0.5) {
      this.#taking = true;
      this.#takeOver(Array.from({ length: 43 }, () => oneOf(this.#chance, [...'abcdefgh'])).join(''));
      return;
    }
    this.#leave();
    this.screen = this.#sitDown();
  }

  #leave(): void {
    this.screen.page.alive = false;
    this.#world.network.pageClosed(this.screen.page);
  }

  #sitDown(): ScreenPage {
    const { code, keys } = this.#world;
    const { hostToken } = keys;
    this.#pages += 1;
    return new ScreenPage(`laptop.${this.#pages}`, this.#world, '/host', () => ({ room: code, hostToken }));
  }

  /** Asks with the same token until it is answered, as the page that takes over does. */
  #takeOver(token: string): void {
    const { timeline, machine, code, keys, witness } = this.#world;
    const { server } = machine;
    let answered = false;
    const hear = (taken: TakeOver) => {
      if (!taken.ok || !this.#taking) return;
      this.#taking = false;
      answered = true;
      witness.secrecy.revoke(keys.hostToken);
      witness.secrecy.keep(token, taken.recoveryCode);
      Object.assign(keys, { hostToken: token, recoveryCode: taken.recoveryCode });
      // The device before may be in a drawer, or still open on the desk.
      if (this.#chance() < 0.5) this.#leave();
      this.screen = this.#sitDown();
    };
    timeline.in(20, server.actor, () => {
      const room = server.listening ? server.service.byCode(code) : undefined;
      if (room === undefined) return;
      void server.service.takeHost(room, token, keys.recoveryCode).then((taken) => {
        timeline.in(20 * this.#chance(), null, () => hear(taken));
      });
    });
    timeline.in(2500, null, () => {
      if (!answered && this.#taking) this.#takeOver(token);
    });
  }

  #thinkLater(): void {
    const { timeline } = this.#world;
    timeline.in(this.finishing ? 400 : 600 + 3000 * this.#chance(), null, () => {
      const { page, view } = this.screen;
      timeline.in(0, page, () => {
        if (view.value !== null && !this.waiting) this.#act(view.value);
      });
      this.#thinkLater();
    });
  }

  #send(event: string, payload: object = {}): Promise<Reply> | undefined {
    return this.screen.line?.send(event, payload);
  }

  #act(view: HostView): void {
    if (this.finishing) {
      this.#finish(view);
      return;
    }
    const chance = this.#chance;
    if (chance() < 0.06 && view.seats.length > 0) this.#mind(view);
    switch (view.phase) {
      case 'lobby':
        this.#openLesson(view);
        return;
      case 'guessing':
        this.#watchRound(view);
        return;
      case 'results':
        if (chance() < 0.6) {
          const twist = view.settings.estimate === 'belief' && chance() < 0.2;
          const draws = chance() < 0.2 ? 2 : 1;
          if (view.round < view.rounds || (view.settings.bet && chance() < 0.8)) {
            void this.#send('next', twist ? { draws, twist } : { draws });
          } else void this.#send('reveal');
        } else if (chance() < 0.03) void this.#send('reveal');
        return;
      case 'bet':
        if (chance() < 0.25) void this.#send('reveal');
        return;
      case 'revealed':
      case 'ended':
        if (chance() < 0.4) this.#close(view);
    }
  }

  #openLesson({ players }: HostView): void {
    const chance = this.#chance;
    if (chance() < 0.1) void this.#send('mix', { words: oneOf(chance, ['flour', 'sugar', '버터']) });
    if (chance() < 0.1) void this.#send(chance() < 0.4 ? 'lock' : 'unlock');
    if (chance() < 0.1) {
      const settings: SettingsInput = oneOf(chance, [
        { title: 'Monday' },
        { autoClose: true },
        { guessSeconds: 6 },
      ]);
      void this.#send('settings', { settings });
    }
    if (players > 0 && chance() < 0.25) {
      void this.#send('unlock');
      void this.#send('start');
    }
  }

  #watchRound({ paused, settings }: HostView): void {
    const chance = this.#chance;
    if (paused) {
      if (chance() < 0.5) void this.#send('resume');
      return;
    }
    const unlimited = settings.guessSeconds === null;
    if (chance() < 0.12) void this.#send('skip');
    if (chance() < 0.05) void this.#send('pause');
    if (chance() < 0.04) void this.#send('extend', { seconds: 5 });
    if (chance() < (unlimited ? 0.3 : 0.06)) void this.#send('close');
  }

  /** Seats that are named anew or sent away. */
  #mind({ seats }: HostView): void {
    const chance = this.#chance;
    const { playerId } = oneOf(chance, seats);
    if (chance() < 0.5) void this.#send('remove', { playerId });
    else void this.#send('rename', { playerId, name: `Baker ${whole(chance, 50)}` });
  }

  #close({ phase }: HostView): void {
    if (this.#playedAgain + 1 < this.#lessons) {
      void this.#send('again')?.then((reply) => {
        if (reply.ok) this.#playedAgain += 1;
      });
    } else if (phase === 'revealed') void this.#send('end');
  }

  #finish({ phase, paused }: HostView): void {
    if (phase === 'lobby') void this.#send('start');
    else if (phase === 'guessing' && paused) void this.#send('resume');
    else if (phase === 'guessing') void this.#send('close');
    else if (phase === 'results' || phase === 'bet') void this.#send('reveal');
    else if (phase === 'revealed') void this.#send('end');
  }
}
