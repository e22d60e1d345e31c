import { commitmentOf, type Opening } from '../fairness/commitment.ts';
import { drawRound } from '../fairness/draw-stream.ts';
import { mysteryCounts } from '../fairness/mystery.ts';
import type { DrawOutcome, DrawRequest } from './commands.ts';
import type { RoomEvent } from './events.ts';
import type { RoomSettings } from './settings.ts';
import type { RoomState } from './state.ts';

/** Where the cookies of a round come from; tests and the built-in story bring their own. */
export type DrawSource = (request: DrawRequest, state: RoomState) => DrawOutcome;

export interface Seal {
  readonly code: string;
  readonly settings: RoomSettings;
  readonly counts: readonly number[] | null;
  readonly seed: string;
  readonly salt: string;
}

export function sealJar({ code, settings, counts, seed, salt }: Seal): RoomEvent {
  const { drawSize, flavours, population, replacement } = settings;
  const sealed = { drawSize, labels: flavours, replace: replacement, room: code, salt, seed };
  const opening: Opening = counts === null ? { ...sealed, mystery: population } : { ...sealed, counts };
  return { type: 'JarSealed', commitment: commitmentOf(opening), jar: { seed, salt, counts } };
}

/** The mystery jar's composition follows from seed and mix; a jar somebody chose is full already. */
export function fillJar({ open, hidden }: RoomState, mix: string): readonly RoomEvent[] {
  if (hidden.counts !== null) return [];
  const { population, flavours } = open.settings;
  const counts = mysteryCounts({
    seed: hidden.seed,
    room: open.code,
    mix,
    cookies: population,
    flavours: flavours.length,
  });
  return [{ type: 'JarFilled', counts }];
}

/** The draw everybody can repeat after the reveal. */
export const drawFromSeal: DrawSource = ({ round, size, remaining }, { open, hidden }) =>
  drawRound({
    seed: hidden.seed,
    room: open.code,
    mix: open.mix,
    round,
    remaining,
    size,
    replacement: open.settings.replacement,
  });
