import { randomBytes } from 'node:crypto';
import { hashToken } from '../../server/codes.ts';
import type { Welcome } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { Lean } from '../../shared/views/lean.ts';
import type { PlayerView } from '../../shared/views/wire.ts';
import { type Chance, whole } from '../support/chance.ts';
import type { History } from './history.ts';
import { Line } from './line.ts';
import type { StoredLog } from './stored-rooms.ts';

/** Asked for in one life of the server, below what a connection is allowed at once. */
const mostGuesses = 18;
const mostOthers = 8;

export interface Entry {
  /** It sat there before, and sits there again. */
  readonly resumed: boolean;
  /** What it was told that is not what is stored. */
  readonly complaints: readonly string[];
}

const stayedOut: Entry = { resumed: false, complaints: [] };

export class Phone {
  readonly line: Line;
  readonly #history: History;
  readonly #chance: Chance;
  readonly #ticket = randomBytes(32).toString('base64url');
  #playerId: string | undefined;
  #view: Lean<PlayerView> | undefined;
  #others = 0;
  #guesses = 0;
  /** It has left, or is leaving and may have left. */
  left = false;

  constructor(url: string, code: string, history: History, chance: Chance) {
    this.#history = history;
    this.#chance = chance;
    this.line = new Line(
      url,
      '/player',
      (give: (auth: object) => void) =>
        give({ room: code, protocol: protocolVersion, name: this.#newName(), ticket: this.#ticket }),
      history,
    );
    this.line.socket.on('view', (view: Lean<PlayerView>) => {
      this.#view = view;
    });
  }

  /** Comes in, for the first time or again. */
  async enter(log: string, stored: StoredLog | undefined): Promise<Entry> {
    this.#guesses = 0;
    this.#others = 0;
    const isNew = this.#playerId === undefined;
    const tokenHash = hashToken(this.#ticket);
    const join = isNew
      ? this.#history.invoke(
          log,
          tokenHash,
          'join',
          ({ event }) => event.type === 'SeatTaken' && event.tokenHash === tokenHash,
        )
      : undefined;
    const welcome = await this.line.enter<Welcome>('welcome');
    if (welcome === undefined) return stayedOut;
    this.#view = welcome.view;
    this.#playerId ??= welcome.playerId;
    if (join?.log === log) this.#history.ok(join);
    return isNew ? stayedOut : { resumed: true, complaints: this.#compare(welcome, stored) };
  }

  #compare(welcome: Welcome, stored: StoredLog | undefined): readonly string[] {
    if (welcome.playerId !== this.#playerId) return [`${this.#playerId} came back as ${welcome.playerId}`];
    if (stored === undefined) return [`${this.#playerId} came back into a room that is not on the disk`];
    const placed = stored.events.findLast(
      ({ by, event }) =>
        by === this.#playerId && (event.type === 'EstimatePlaced' || event.type === 'HunchPlaced'),
    )?.event;
    const estimate = placed !== undefined && 'estimate' in placed ? placed.estimate : welcome.you.estimate;
    const name = stored.names.get(welcome.playerId);
    return [
      ...(String(welcome.you.estimate) === String(estimate)
        ? []
        : [`${this.#playerId} placed ${estimate} and is shown ${welcome.you.estimate}`]),
      ...(welcome.name === name
        ? []
        : [`${this.#playerId} is called ${name} and was greeted as ${welcome.name}`]),
    ];
  }

  /** One thing a person does; none while too much waits for an answer or too much has been asked. */
  act(log: string): void {
    const playerId = this.#playerId;
    const view = this.#view;
    if (playerId === undefined || view === undefined || !this.line.connected || this.left) return;
    if (this.line.waiting > 2) return;
    const dice = this.#chance();
    if (dice < 0.08 && this.#others < mostOthers) this.#otherwise(log, playerId, dice < 0.012);
    else if (view.phase === 'bet') this.#bet(log, playerId);
    else if (view.phase === 'lobby' || view.phase === 'guessing') this.#guess(log, playerId, view);
  }

  #otherwise(log: string, playerId: string, leaves: boolean): void {
    this.#others += 1;
    if (leaves) {
      this.left = true;
      void this.line.ask(log, 'leave', {}, ({ event }) => event.type === 'SeatLeft');
      return;
    }
    const name = this.#newName();
    void this.line.ask(
      log,
      'rename',
      { name },
      ({ event }) => event.type === 'SeatRenamed' && event.playerId === playerId,
      name,
    );
  }

  #guess(log: string, playerId: string, view: Pick<PlayerView, 'phase' | 'round'>): void {
    if (this.#guesses >= mostGuesses) return;
    this.#guesses += 1;
    const share = (1 + whole(this.#chance, 997_000)) / 1_000_000 + 0.001;
    const estimate = [share, 1 - share];
    const round = view.phase === 'lobby' ? 0 : view.round;
    const done = this.#chance() < 0.2;
    void this.line.ask(log, 'guess', { round, estimate: { p: estimate }, done }, ({ event }) =>
      event.type === 'HunchPlaced'
        ? event.playerId === playerId && round === 0 && String(event.estimate) === String(estimate)
        : event.type === 'EstimatePlaced' &&
          event.playerId === playerId &&
          event.round === round &&
          event.done === done &&
          String(event.estimate) === String(estimate),
    );
  }

  #bet(log: string, playerId: string): void {
    if (this.#guesses >= mostGuesses) return;
    this.#guesses += 1;
    const low = whole(this.#chance, 500_000) / 1_000_000;
    const band = [low, low + 0.25];
    void this.line.ask(
      log,
      'bet',
      { band },
      ({ event }) =>
        event.type === 'BetPlaced' && event.playerId === playerId && String(event.band) === String(band),
    );
  }

  #newName(): string {
    return `Baker ${whole(this.#chance, 1_000_000)}`;
  }
}
