import type { SystemCall } from './trace.ts';

/** Something that was told to a client, and how to recognise it on the wire and in the write-ahead log. */
export interface Told {
  readonly what: string;
  readonly wire: string;
  readonly log: string;
}

/** What was told before the disk had it, one sentence each. */
export interface SyncOrder {
  readonly syncs: number;
  readonly covered: number;
  readonly uncovered: readonly string[];
}

interface Page {
  readonly text: string;
  /** The last page of its transaction. */
  readonly commits: boolean;
  readonly call: SystemCall;
}

/** Looks for a sync of the log between the commit that holds each fact and the first byte of it on a socket. */
export function syncOrder(calls: readonly SystemCall[], told: readonly Told[]): SyncOrder {
  const pages = pagesOf(calls);
  const syncs = calls.filter((call) => isLog(call) && /^f(data)?sync$/.test(call.name));
  const sent = calls
    .filter(({ target }) => /^(socket|TCP|TCPv6):/.test(target))
    .map(({ bytes, begin }) => ({ text: bytes.toString('latin1'), begin }));
  const uncovered = told.flatMap(({ what, wire, log }) => {
    const answer = sent.find(({ text }) => text.includes(wire));
    if (answer === undefined) return [`${what}: its answer is not in the trace`];
    const written = pages.findIndex(({ text }) => text.includes(log));
    const committed = pages.slice(Math.max(written, 0)).find(({ commits }) => commits);
    if (written < 0 || committed === undefined) return [`${what}: answered, and never written`];
    const isCovered = syncs.some(({ begin, end }) => begin > committed.call.end && end < answer.begin);
    return isCovered ? [] : [`${what}: answered before it was synced`];
  });
  return { syncs: syncs.length, covered: told.length - uncovered.length, uncovered };
}

/** Pages in the order in which they were written; SQLite writes a head of 24 bytes before each. */
function pagesOf(calls: readonly SystemCall[]): readonly Page[] {
  const headBytes = 24;
  const pages: Page[] = [];
  let commits = false;
  for (const call of calls) {
    if (!isLog(call) || !call.name.startsWith('pwrite')) continue;
    // The size of the database after the commit; zero in all frames of a transaction but the last.
    if (call.bytes.length === headBytes) commits = call.bytes.readUInt32BE(4) !== 0;
    else if (call.bytes.length >= 512) pages.push({ text: call.bytes.toString('latin1'), commits, call });
  }
  return pages;
}

function isLog({ target }: SystemCall): boolean {
  return target.endsWith('-wal');
}
