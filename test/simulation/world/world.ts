import type { Witness } from '../witness.ts';
import type { Disk } from './disk.ts';
import type { Network } from './network.ts';
import type { ServerProcess } from './server-process.ts';
import type { Timeline } from './timeline.ts';

/** Everything the people of one run live in. */
export interface World {
  readonly timeline: Timeline;
  readonly network: Network;
  readonly disk: Disk;
  readonly witness: Witness;
  readonly code: string;
  readonly key: string;
  readonly machine: Machine;
  /** What the host has: a token in the laptop, a code on paper. */
  readonly keys: { hostToken: string; recoveryCode: string };
}

export interface Machine {
  server: ServerProcess;
  /** Begins a new life of the server, as its supervisor would. */
  boot(): void;
}
