import type { ChildProcess } from 'node:child_process';
import type { OpenedRoom } from '../../../shared/protocol.ts';
import { forked, sendAway } from '../../support/forked.ts';

export interface CrowdOrder {
  readonly port: number;
  readonly rooms: readonly { readonly code: string; readonly key: string }[];
  readonly joins: number;
  readonly withinMs: number;
  readonly patienceMs: number;
  /** By the QR code, or by the digits alone. */
  readonly withKey: boolean;
  /** By the wall clock, so that several processes begin together. */
  readonly startAt: number;
}

export interface CrowdReport {
  readonly joinedMs: readonly number[];
  readonly refused: Readonly<Record<string, number>>;
  /** Answers that asked to wait for others, and because of wrong codes. */
  readonly queued: number;
  readonly slowed: number;
  readonly reopened: number;
  readonly openedMs: number;
  readonly lastMs: number;
  /** The generator's own, at the 99th of a hundred. */
  readonly loopDelayMs: number;
}

export interface BystanderOrder {
  readonly url: string;
  readonly room: OpenedRoom;
  readonly phones: number;
}

export interface BystanderReport {
  readonly answersMs: readonly number[];
  readonly lost: number;
  readonly refused: number;
  readonly loopDelayMs: number;
}

// A crowd is on other machines: here it takes what the server leaves.
function child(file: string, order: object, niceness: number): ChildProcess {
  return forked(new URL(file, import.meta.url), order, niceness);
}

function said<T>(from: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    from.once('message', (message) => resolve(message as T));
    from.once('exit', (code) => reject(new Error(`a generator ended with ${code}`)));
  });
}

export interface Crowd {
  readonly reports: Promise<readonly CrowdReport[]>;
  leave(): Promise<void>;
}

/** Phones that join from several processes at once. */
export function sendCrowd(order: Omit<CrowdOrder, 'startAt'>, processes: number): Crowd {
  const startAt = Date.now() + 2500;
  const share = Math.ceil(order.joins / processes);
  const crowds = Array.from({ length: processes }, (_, k) => {
    const joins = Math.min(share, order.joins - k * share);
    return child('./joiners.ts', { ...order, joins, startAt }, 10);
  });
  return { reports: Promise.all(crowds.map((one) => said<CrowdReport>(one))), leave: () => sendAway(crowds) };
}

export interface Bystanders {
  begin(): void;
  end(): Promise<BystanderReport>;
}

export async function sendBystanders(order: BystanderOrder): Promise<Bystanders> {
  const made = child('./bystanders.ts', order, 0);
  await said(made);
  return {
    begin: () => made.send('begin'),
    async end() {
      const report = said<BystanderReport>(made);
      made.send('end');
      const answer = await report;
      await sendAway([made]);
      return answer;
    },
  };
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
