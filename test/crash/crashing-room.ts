import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedRoom } from '../../shared/protocol.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { type Chance, whole } from '../support/chance.ts';
import type { History } from './history.ts';
import { HurriedHost } from './host.ts';
import { Phone } from './phone.ts';
import type { StoredLog } from './stored-rooms.ts';

/** Short enough that one room is opened, played, opened up and played again within a few lives of the server. */
export const hurriedLesson: SettingsInput = { rounds: 3, guessSeconds: 60, bet: true, bots: ['exact'] };

const mostPhones = 12;

interface Return {
  readonly complaints: readonly string[];
  readonly resumed: number;
}

/** One room with its host and its phones, who go on after every crash where they were. */
export class CrashingRoom {
  readonly opened: OpenedRoom;
  readonly #url: string;
  readonly #history: History;
  readonly #chance: Chance;
  readonly #host: HurriedHost;
  #phones: Phone[] = [];
  #playing = false;
  /** Set while the code moves to a new log: whatever were asked then would be for either of the two. */
  #quiet = false;
  log: string;
  /** The lesson is over: nothing more is asked of it. */
  over = false;

  constructor(url: string, opened: OpenedRoom, history: History, chance: Chance) {
    this.opened = opened;
    this.log = opened.replayId;
    this.#url = url;
    this.#history = history;
    this.#chance = chance;
    const { code, hostToken } = opened;
    this.#host = new HurriedHost(url, { room: code, hostToken }, history, chance);
  }

  /** Everybody comes back, then plays until the line breaks; resolves with how they came back. */
  async live(stored: StoredLog | undefined, onAgain: (log: string) => unknown): Promise<Return> {
    this.#playing = true;
    this.#phones = this.#phones.filter(({ left }) => !left);
    const newcomers = Math.min(3, mostPhones - this.#phones.length);
    for (let k = 0; k < newcomers; k += 1) {
      this.#phones.push(new Phone(this.#url, this.opened.code, this.#history, this.#chance));
    }
    const [entries] = await Promise.all([
      Promise.all(this.#phones.map((phone) => phone.enter(this.log, stored))),
      this.#host.enter(),
    ]);
    const complaints = [...entries.flatMap((entry) => entry.complaints), ...this.#hostComplaints(stored)];
    for (const { line } of this.#lines) if (line.connected) line.askAgain(this.log, this.#chance);
    await Promise.all([this.#lead(onAgain), ...this.#phones.map((phone) => this.#attend(phone))]);
    return { complaints, resumed: entries.filter(({ resumed }) => resumed).length };
  }

  #hostComplaints(stored: StoredLog | undefined): readonly string[] {
    const seen = this.#host.view;
    if (seen === undefined || stored === undefined) return [];
    const last = stored.events.at(-1)?.seq ?? 0;
    return seen.seq >= last ? [] : [`the host of ${this.log} sees seq ${seen.seq} of ${last}`];
  }

  async #attend(phone: Phone): Promise<void> {
    while (this.#playing && phone.line.connected) {
      if (!this.#quiet && !this.over) phone.act(this.log);
      await sleep(whole(this.#chance, 16));
    }
  }

  async #lead(onAgain: (log: string) => unknown): Promise<void> {
    while (this.#playing && this.#host.line.connected && !this.over) {
      const step = this.#host.next();
      if (step === 'over') await this.#finish(onAgain);
      else if (step !== 'wait') void this.#host.take(this.log, step);
      await sleep(10 + whole(this.#chance, 40));
    }
  }

  /** Once more under the same code, or never again. */
  async #finish(onAgain: (log: string) => unknown): Promise<void> {
    const phase = this.#host.view?.phase;
    if (phase === 'ended' || this.#chance() < 0.5) {
      if (phase === 'revealed') void this.#host.take(this.log, { event: 'end', records: ['RoomEnded'] });
      this.over = true;
      return;
    }
    this.#quiet = true;
    while (this.#lines.some(({ line }) => line.waiting > 0)) {
      if (!this.#playing) return;
      await sleep(2);
    }
    const log = await Promise.race([this.#host.playAgain(this.log), this.#host.line.lost()]);
    if (log === undefined) return;
    onAgain(log);
    this.log = log;
    await this.#host.enter();
    this.#quiet = false;
  }

  get #lines() {
    return [this.#host, ...this.#phones];
  }

  /** The server is dead: every line ends, with all that had reached it. */
  async die(): Promise<void> {
    this.#playing = false;
    this.#quiet = false;
    await Promise.all(this.#lines.map(({ line }) => line.gone()));
  }
}
