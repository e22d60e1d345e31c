import type { RoomEvent } from '../../shared/room/events.ts';
import type { HostView } from '../../shared/views/wire.ts';
import { type Chance, oneOf } from '../support/chance.ts';
import type { History } from './history.ts';
import { Line } from './line.ts';

type Type = RoomEvent['type'];

interface Step {
  readonly event: string;
  readonly payload?: object;
  readonly records: readonly Type[];
}

const again: Step = { event: 'again', records: [] };

/** A teacher in a hurry: moves the lesson on at every turn, by what the page shows. */
export class HurriedHost {
  readonly line: Line;
  readonly #chance: Chance;
  #view: HostView | undefined;
  #known = 0;

  constructor(url: string, auth: object, history: History, chance: Chance) {
    this.#chance = chance;
    this.line = new Line(url, '/host', auth, history);
    this.line.socket.on('view', (view: HostView) => {
      this.#view = view;
    });
  }

  get view(): HostView | undefined {
    return this.#view;
  }

  /** Comes in, also anew when the code has moved to another log. */
  async enter(): Promise<void> {
    this.line.socket.disconnect();
    this.#known = 0;
    this.#view = await this.line.enter<HostView>('view');
  }

  /** What comes next, once the page shows what came of the last; 'over' when the lesson can only be played again. */
  next(): Step | 'wait' | 'over' {
    const view = this.#view;
    if (view === undefined || view.seq < this.#known || this.line.waiting > 0 || !this.line.connected)
      return 'wait';
    if (this.#chance() < 0.1 && !['revealed', 'ended'].includes(view.phase)) {
      return view.locked
        ? { event: 'unlock', records: ['RoomUnlocked'] }
        : { event: 'lock', records: ['RoomLocked'] };
    }
    switch (view.phase) {
      case 'lobby':
        return view.players < 3 ? 'wait' : { event: 'start', records: ['JarFilled', 'GameStarted'] };
      case 'guessing':
        return this.#inRound(view);
      case 'results':
        return { event: 'next', records: ['CookiesDrawn', 'BetsOpened'] };
      case 'bet':
        return this.#chance() < 0.5 ? 'wait' : { event: 'reveal', records: ['JarRevealed'] };
      default:
        return 'over';
    }
  }

  #inRound(view: HostView): Step {
    if (view.paused) return { event: 'resume', records: ['RoundResumed'] };
    return oneOf(this.#chance, [
      { event: 'extend', payload: { seconds: 20 }, records: ['RoundExtended'] },
      { event: 'pause', records: ['RoundPaused'] },
      { event: 'close', records: ['RoundClosed'] },
      { event: 'close', records: ['RoundClosed'] },
    ]);
  }

  async take(log: string, { event, payload = {}, records }: Step): Promise<void> {
    const reply = await this.line.ask(log, event, payload, (recorded) =>
      records.includes(recorded.event.type),
    );
    if (reply.ok) this.#known = reply.seq ?? 0;
  }

  /** The id of the new log, once it is answered. */
  async playAgain(log: string): Promise<string | undefined> {
    const reply = await this.line.ask(`after ${log}`, again.event, {}, () => true);
    return reply.ok && 'replayId' in reply ? String(reply.replayId) : undefined;
  }
}
