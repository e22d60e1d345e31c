import type { RoomEvent } from '../../shared/room/events.ts';
import type { Invariant } from './invariants.ts';
import type { Line } from './world/network.ts';

/** What must not be told to just anybody, and the search for it in everything that is sent to pages. */
export class Secrecy {
  readonly #complain: (invariant: Invariant, what: string) => void;
  /** Secrets of the room that are in no message at all. */
  readonly #kept = new Set<string>();
  /** Seeds and salts of jars that are still shut, by their seal. */
  readonly #sealed = new Map<string, { readonly replayId: string; readonly secrets: readonly string[] }>();
  readonly #tickets = new Set<string>();
  /** The secret each line asked for a seat with: the only one it may be told, once for each seat. */
  readonly #ticketOf = new Map<Line, string>();
  readonly #issued = new Set<string>();
  readonly #bands = new Map<string, Set<string>>();
  /** The host's token each line came with, and the tokens that are worth nothing any more. */
  readonly #hostTokenOf = new Map<Line, string>();
  readonly #revoked = new Set<string>();
  #searched = '';

  constructor(complain: (invariant: Invariant, what: string) => void) {
    this.#complain = complain;
  }

  keep(...secrets: readonly string[]): void {
    for (const secret of secrets) this.#kept.add(secret);
  }

  /** Another device is the host from now on. */
  revoke(hostToken: string): void {
    this.#revoked.add(hostToken);
  }

  isRevoked(line: Line): boolean {
    return this.#revoked.has(this.#hostTokenOf.get(line) ?? '');
  }

  learnEvent(replayId: string, event: RoomEvent): void {
    if (event.type === 'SeatTaken') this.#kept.add(event.tokenHash);
    else if (event.type === 'JarSealed') {
      this.#sealed.set(event.commitment, { replayId, secrets: [event.jar.seed, event.jar.salt] });
    } else if (event.type === 'JarRevealed') {
      for (const [seal, sealed] of this.#sealed) if (sealed.replayId === replayId) this.#sealed.delete(seal);
    }
  }

  learnBand(seat: string, band: unknown): void {
    const known = this.#bands.get(seat) ?? new Set();
    known.add(JSON.stringify(band));
    this.#bands.set(seat, known);
  }

  /** What a line comes in with. */
  learnKey(line: Line, frame: string): void {
    if (frame.startsWith('40/host,')) {
      this.#hostTokenOf.set(line, /"hostToken":"([\w-]+)"/.exec(frame)?.[1] ?? '');
    }
    if (!frame.startsWith('40/player,')) return;
    const [, kind, secret] = /"(ticket|token)":"([\w-]{43})"/.exec(frame) ?? [];
    if (secret === undefined) return;
    this.#tickets.add(secret);
    if (kind === 'ticket') this.#ticketOf.set(line, secret);
  }

  search(line: Line, seat: string | undefined, frame: string): void {
    // What all phones are told alike is searched once.
    if (frame === this.#searched && /^42\/player,\["(view|progress)"/.test(frame)) return;
    this.#searched = frame;
    for (const { secrets } of this.#sealed.values()) {
      for (const secret of secrets) {
        if (frame.includes(secret)) this.#complain('sealed', `${line.page.name} was sent a sealed secret`);
      }
    }
    for (const secret of this.#kept) {
      if (frame.includes(secret)) this.#complain('tokens', `${line.page.name} was sent a secret of the room`);
    }
    for (const ticket of this.#tickets) {
      if (frame.includes(ticket)) this.#checkTicket(line, seat, ticket, frame);
    }
    this.#checkBands(line, seat, frame);
  }

  #checkTicket(line: Line, seat: string | undefined, ticket: string, frame: string): void {
    const issue = `${seat} ${ticket}`;
    const isWelcome = frame.startsWith('42/player,["welcome"') && frame.includes(`"token":"${ticket}"`);
    const isOwn = isWelcome && this.#ticketOf.get(line) === ticket;
    if (!isOwn || this.#issued.has(issue)) {
      this.#complain('tokens', `${line.page.name} was sent a seat's secret`);
    }
    this.#issued.add(issue);
  }

  #checkBands(line: Line, seat: string | undefined, frame: string): void {
    if (frame.startsWith('43')) return;
    // A screen may still be shown the end of the lesson before, whose bands are known.
    const lesson = /"commitment":"(\w+)"/.exec(frame)?.[1];
    if (lesson === undefined ? this.#sealed.size === 0 : !this.#sealed.has(lesson)) return;
    for (const [, band = ''] of frame.matchAll(/"band":(\[[^\]]*\])/g)) {
      if (this.#bands.get(seat ?? '')?.has(band) === true) continue;
      this.#complain('sealed', `${line.page.name} was sent the band ${band} of another`);
    }
  }
}
