import type { RecordedEvent } from '../../shared/room/events.ts';

/** What became of a request, as its sender knows it: `info` is a request nobody answered before the line broke. */
export type Fate = 'info' | 'ok' | 'fail';

export interface Request {
  readonly id: string;
  /** The log it is for. */
  readonly log: string;
  readonly what: string;
  /** The largest seq that anybody had been answered with when this one was sent. */
  readonly after: number;
  /** Whether an event, or the first of several, is what was asked for. */
  readonly matches: (recorded: RecordedEvent) => boolean;
  /** The name it asks for, which stands beside the log. */
  readonly name: string | undefined;
  fate: Fate;
  /** The seq of its answer, where answers carry one. */
  seq: number | undefined;
}

export interface Violation {
  readonly id: string;
  readonly kind: 'lost' | 'twice' | 'refused but there' | 'other content' | 'other seq' | 'out of order';
  readonly sentence: string;
}

/** Everything that was asked and answered, in the order in which one process saw it. */
export class History {
  readonly #requests = new Map<string, Request>();
  readonly #answered = new Map<string, number>();
  #acknowledged = 0;
  #forgottenOpen = 0;

  /** Requests that were answered with success. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Requests that nobody ever answered. */
  get unanswered(): number {
    return this.#forgottenOpen + openOf([...this.#requests.values()]);
  }

  /** To be called before the request leaves. Asking again under the same id is the same request. */
  invoke(log: string, id: string, what: string, matches: Request['matches'], name?: string): Request {
    const known = this.#requests.get(id);
    if (known !== undefined) return known;
    const after = this.#answered.get(log) ?? 0;
    const request: Request = { id, log, what, after, matches, name, fate: 'info', seq: undefined };
    this.#requests.set(id, request);
    return request;
  }

  ok(request: Request, seq?: number): void {
    if (request.fate !== 'ok') this.#acknowledged += 1;
    request.fate = 'ok';
    if (seq === undefined) return;
    request.seq = seq;
    this.#answered.set(request.log, Math.max(seq, this.#answered.get(request.log) ?? 0));
  }

  fail(request: Request): void {
    request.fate = 'fail';
  }

  of(log: string): readonly Request[] {
    return [...this.#requests.values()].filter((request) => request.log === log);
  }

  /** The log is gone or done with: its requests are not asked for any more. */
  forget(log: string): void {
    const requests = this.of(log);
    this.#forgottenOpen += openOf(requests);
    for (const request of requests) this.#requests.delete(request.id);
    this.#answered.delete(log);
  }
}

function openOf(requests: readonly Request[]): number {
  return requests.filter(({ fate }) => fate === 'info').length;
}

/** Each request's id among the events of a log, as its own log names it. */
export type IdOf = (recorded: RecordedEvent) => string | undefined;

/** What each seat is called after the requests that stand in this log, as far as they are known. */
export function namesAfter(requests: readonly Request[], log: readonly RecordedEvent[]): Map<string, string> {
  const byId = new Map(requests.map((request) => [request.id, request]));
  const names = new Map<string, string>();
  for (const { op, event } of log) {
    if (event.type !== 'SeatRenamed') continue;
    const name = byId.get(op?.id ?? '')?.name;
    if (name === undefined) names.delete(event.playerId);
    else names.set(event.playerId, name);
  }
  return names;
}

/** Compares what was answered with what is in the log; one walk over each. */
export function check(requests: readonly Request[], log: readonly RecordedEvent[], idOf: IdOf): Violation[] {
  const places = new Map<string, RecordedEvent[]>();
  let before: string | undefined;
  for (const recorded of log) {
    const id = idOf(recorded);
    // One command may give several events, which stand together; only their first is looked at.
    if (id !== undefined && id !== before) places.set(id, [...(places.get(id) ?? []), recorded]);
    before = id;
  }
  return requests.flatMap((request) => {
    const found = places.get(request.id) ?? [];
    return judge(request, found).map(({ kind, why }) => ({
      id: request.id,
      kind,
      sentence: `${request.what} (${request.id}) in ${request.log}: ${kind}, ${why}`,
    }));
  });
}

function judge(
  { fate, seq, after, matches }: Request,
  found: readonly RecordedEvent[],
): readonly { readonly kind: Violation['kind']; readonly why: string }[] {
  const [first, second] = found;
  if (fate === 'fail') {
    return first === undefined ? [] : [{ kind: 'refused but there', why: `at seq ${first.seq}` }];
  }
  if (first === undefined) {
    return fate === 'ok' ? [{ kind: 'lost', why: `acknowledged as seq ${seq ?? 'unsaid'}` }] : [];
  }
  return [
    ...(second === undefined
      ? []
      : [{ kind: 'twice' as const, why: `at seq ${first.seq} and ${second.seq}` }]),
    ...(matches(first) ? [] : [{ kind: 'other content' as const, why: JSON.stringify(first.event) }]),
    ...(seq === undefined || seq === first.seq
      ? []
      : [{ kind: 'other seq' as const, why: `answered ${seq}, stands at ${first.seq}` }]),
    ...(first.seq > after
      ? []
      : [{ kind: 'out of order' as const, why: `at seq ${first.seq}, sent after seq ${after}` }]),
  ];
}
