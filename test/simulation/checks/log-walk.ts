import type { Estimate, RecordedEvent, RoomEvent, SeatScore } from '../../../shared/room/events.ts';
import type { RoomSettings } from '../../../shared/room/settings.ts';
import type { Invariant } from '../invariants.ts';

export type Complain = (invariant: Invariant, what: string) => void;

interface Seat {
  readonly from: number;
  out: boolean;
  removed: boolean;
  present: boolean;
  done: boolean;
  estimate: Estimate | null;
}

/** The time a server was away. */
export interface Absence {
  readonly diedAt: number;
  readonly backAt: number;
}

const GRACE_MS = 1000;
const LEAST_LEFT_MS = 10_000;
const RELATIVE = 1e-6;

/** A second reading of a log, by rules written down apart from the room's own. */
export class LogWalk {
  readonly seats = new Map<string, Seat>();
  phase: 'lobby' | 'guessing' | 'results' | 'other' = 'lobby';
  round = 0;
  closesAt: number | null = null;
  paused = false;
  settings: RoomSettings | null = null;
  readonly #complain: Complain;
  readonly #latest = new Map<string, SeatScore>();
  #pending: Absence[];
  /** Everybody present was done: the next event must be the close. */
  #mustClose = false;

  constructor(complain: Complain, absences: readonly Absence[]) {
    this.#complain = complain;
    this.#pending = [...absences];
  }

  step({ seq, at, by, event }: RecordedEvent, before: number): void {
    if (seq !== before + 1) this.#complain('gap-free', `${seq} follows ${before}`);
    this.#checkAbsences(at, event);
    if (this.#mustClose && event.type !== 'RoundClosed') {
      this.#complain('auto-close', `everybody present was done, and ${event.type} came at ${seq}`);
    }
    this.#mustClose = false;
    const speaker = this.seats.get(by);
    if (speaker?.removed) this.#complain('removed-stays-away', `${event.type} at ${seq} by a removed seat`);
    this.#take(event, at, seq);
  }

  /** Whether an estimate for this round would have to be taken at that moment. */
  takes(round: number, at: number): boolean {
    if (this.phase !== 'guessing' || round !== this.round) return false;
    return this.paused || this.closesAt === null || at <= this.closesAt + GRACE_MS;
  }

  #take(event: RoomEvent, at: number, seq: number): void {
    switch (event.type) {
      case 'RoomOpened':
      case 'SettingsChanged':
        this.settings = event.settings;
        return;
      case 'SeatTaken': {
        const from = this.phase === 'guessing' ? this.round : this.round + 1;
        if (event.fromRound !== from) {
          this.#complain('late-joiner', `a seat of round ${from} begins at ${event.fromRound}`);
        }
        const seat = { from, out: false, removed: false, present: false, done: false, estimate: null };
        this.seats.set(event.playerId, seat);
        return;
      }
      case 'SeatConnected':
        this.#change(event.playerId, { present: true }, seq);
        // Who comes back ends no round: after a failure of the network the first to return would end it for all.
        this.#mustClose = false;
        return;
      case 'SeatGone':
        this.#change(event.playerId, { present: false }, seq);
        return;
      case 'SeatLeft':
      case 'SeatRemoved': {
        const removed = event.type === 'SeatRemoved';
        this.#change(event.playerId, { out: true, removed, present: false }, seq);
        return;
      }
      case 'HunchPlaced':
        this.#change(event.playerId, { estimate: event.estimate }, seq);
        return;
      case 'EstimatePlaced':
        if (!this.takes(event.round, at)) {
          this.#complain('deadline', `an estimate for round ${event.round} was taken at ${seq}, too late`);
        }
        this.#change(event.playerId, { estimate: event.estimate, done: event.done }, seq);
        return;
      case 'CookiesDrawn':
        if (this.phase !== 'guessing') for (const seat of this.seats.values()) seat.done = false;
        Object.assign(this, {
          phase: 'guessing',
          round: event.round,
          closesAt: event.closesAt,
          paused: false,
        });
        return;
      case 'ShowingSkipped':
      case 'DeadlineMoved':
      case 'RoundExtended':
        this.closesAt = event.closesAt;
        return;
      case 'RoundPaused':
        Object.assign(this, { paused: true, closesAt: null });
        return;
      case 'RoundResumed':
        Object.assign(this, { paused: false, closesAt: event.closesAt });
        this.#mustClose = this.#everybodyIsDone();
        return;
      case 'RoundClosed':
        this.#checkClose(event.why, at);
        Object.assign(this, { phase: 'results', closesAt: null, paused: false });
        return;
      case 'RoundScored':
        this.#checkScores(event);
        return;
      case 'BetsOpened':
      case 'JarRevealed':
      case 'RoomEnded':
        this.phase = 'other';
    }
  }

  #change(playerId: string, change: Partial<Seat>, seq: number): void {
    const seat = this.seats.get(playerId);
    if (seat === undefined) {
      this.#complain('own-seat-only', `${seq} is about nobody`);
      return;
    }
    if (seat.out && !change.out) this.#complain('removed-stays-away', `${seq} is about a seat that is gone`);
    Object.assign(seat, change);
    this.#mustClose = this.#everybodyIsDone();
  }

  #everybodyIsDone(): boolean {
    if (this.settings?.autoClose !== true || this.phase !== 'guessing' || this.paused) return false;
    const present = [...this.seats.values()].filter((seat) => seat.present && !seat.out);
    return present.length > 0 && present.every(({ done }) => done);
  }

  #checkClose(why: 'deadline' | 'done' | 'host', at: number): void {
    if (why === 'deadline' && (this.closesAt === null || at < this.closesAt + GRACE_MS)) {
      this.#complain('deadline', `round ${this.round} was closed by the clock before its time`);
    }
    if (why === 'done' && !this.#everybodyIsDone()) {
      this.#complain('auto-close', `round ${this.round} was closed while somebody present was thinking`);
    }
  }

  #checkScores({
    round,
    seats,
    posterior,
    posteriorCount,
  }: Extract<RoomEvent, { type: 'RoundScored' }>): void {
    const expected = [...this.seats].filter(([, seat]) => !seat.out && seat.from <= round).map(([id]) => id);
    const scored = seats.map(({ playerId }) => playerId);
    if (expected.join() !== scored.join()) {
      this.#complain('who-is-scored', `round ${round} scored ${scored.length} of ${expected.length} seats`);
    }
    for (const score of seats) {
      const { playerId, estimate, kl, gap, points, total, totalGap } = score;
      const placed = this.seats.get(playerId)?.estimate ?? null;
      const isPrior = new Set(estimate).size === 1;
      if (placed === null ? !isPrior : String(placed) !== String(estimate)) {
        this.#complain(
          'last-estimate-scored',
          `round ${round} scored ${estimate} where ${placed} was placed last`,
        );
      }
      const last = this.#latest.get(playerId);
      const rank = 1 + seats.filter((other) => isBetter(other, score)).length;
      const wrong =
        points !== Math.round(1000 / (1 + gap)) ||
        total !== (last?.total ?? 0) + points ||
        Math.abs(totalGap - (last?.totalGap ?? 0) - gap) > RELATIVE * (1 + gap) ||
        rank !== score.rank ||
        score.move !== (last === undefined ? null : last.rank - rank) ||
        !this.#isGap(estimate, posterior, posteriorCount, kl, gap);
      if (wrong) this.#complain('scores-recomputed', `round ${round}: ${JSON.stringify(score)}`);
    }
    for (const score of seats) this.#latest.set(score.playerId, score);
  }

  /** The point game's own formula, naively: gap = ν Σ m ln(m/g). */
  #isGap(g: Estimate, m: Estimate, count: number, kl: number, gap: number): boolean {
    if (this.settings?.estimate !== 'point' || this.settings.scoring !== 'evidence') return true;
    const naive = m.reduce(
      (sum, share, k) => sum + (share > 0 ? share * Math.log(share / (g[k] ?? 0)) : 0),
      0,
    );
    const near = (a: number, b: number) => Math.abs(a - b) <= RELATIVE * Math.max(1e-4, Math.abs(b));
    return near(kl, naive) && near(gap, count * kl);
  }

  #checkAbsences(at: number, event: RoomEvent): void {
    for (let next = this.#pending[0]; next !== undefined && at >= next.backAt; next = this.#pending[0]) {
      this.#pending.shift();
      if (this.phase !== 'guessing' || this.closesAt === null) continue;
      if (event.type !== 'DeadlineMoved') {
        this.#complain('restart-deadline', `after a restart came ${event.type}, not a new deadline`);
        continue;
      }
      const least = Math.max(this.closesAt + Math.floor(next.backAt - next.diedAt), at + LEAST_LEFT_MS);
      if (event.closesAt < least) {
        this.#complain('restart-deadline', `the new deadline is ${least - event.closesAt} ms too early`);
      }
    }
  }
}

function isBetter(a: SeatScore, b: SeatScore): boolean {
  return a.total > b.total || (a.total === b.total && a.totalGap < b.totalGap);
}
