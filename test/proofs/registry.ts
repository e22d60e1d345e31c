import { boundedMemory } from './bounded-memory.ts';
import { crashesLoseNothing } from './crashes.ts';
import { fairness } from './fairness.ts';
import { flood } from './flood.ts';
import { forgetting } from './forgetting.ts';
import { goldenLogs } from './golden-logs.ts';
import { hostPowers } from './host-powers.ts';
import { hostRecovery } from './host-recovery.ts';
import { hostileInput } from './hostile-input.ts';
import { interruptions } from './interruptions.ts';
import { noStrangers } from './no-strangers.ts';
import { nonInterference } from './non-interference.ts';
import { oneAddress } from './one-address.ts';
import { pollingOnly } from './polling-only.ts';
import type { Proof } from './proof.ts';
import { roomCodes } from './room-codes.ts';
import { severalServers } from './several-servers.ts';
import { simulation } from './simulation.ts';
import { syncedFirst } from './synced-first.ts';
import { wrongClocks } from './wrong-clocks.ts';

/** Every promise that is proven, in the order of their numbers. */
export const proofs: readonly Proof[] = [
  crashesLoseNothing,
  syncedFirst,
  simulation,
  nonInterference,
  fairness,
  hostileInput,
  flood,
  oneAddress,
  interruptions,
  hostRecovery,
  pollingOnly,
  wrongClocks,
  boundedMemory,
  hostPowers,
  roomCodes,
  forgetting,
  noStrangers,
  goldenLogs,
  severalServers,
];
