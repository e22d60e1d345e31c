import { completeSettings } from '../../shared/room/complete-settings.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { type Chance, oneOf, whole } from '../support/chance.ts';
import type { Weather } from './world/network.ts';

/** What of a run is settled before it begins. */
export interface ClassPlan {
  readonly settings: SettingsInput;
  readonly students: number;
  readonly displays: number;
  readonly weather: Weather;
  /** How often something breaks, 0 for never. */
  readonly trouble: number;
}

const jar = (chance: Chance, population: number): SettingsInput => {
  const flavours = ['A', 'B', 'C'].slice(0, chance() < 0.75 ? 2 : 3);
  if (chance() < 0.3) return { mystery: { flavours, population } };
  const first = 1 + whole(chance, population - flavours.length);
  const rest = population - first;
  const counts = flavours.length === 2 ? [first, rest] : [first, 1, rest - 1];
  return { flavours: flavours.map((name, k) => ({ name, count: counts[k] ?? 0 })) };
};

function settingsOf(chance: Chance, students: number): SettingsInput {
  const rounds = 2 + whole(chance, 3);
  const believes = chance() < 0.3;
  const sizes = Array.from({ length: rounds }, () => 1 + whole(chance, 12));
  return {
    ...jar(chance, 120 + whole(chance, 200)),
    ...(chance() < 0.5 ? { drawSize: sizes } : { drawSize: 1 + whole(chance, 12), rounds }),
    language: oneOf(chance, ['ko', 'en'] as const),
    guessSeconds: chance() < 0.12 ? null : 5 + whole(chance, 8),
    replacement: oneOf(chance, ['never', 'round', 'each'] as const),
    estimate: believes ? 'belief' : 'point',
    scoring: !believes && chance() < 0.15 ? 'open' : 'evidence',
    rankBy: oneOf(chance, ['evidence', 'evidence', 'jar'] as const),
    tally: oneOf(chance, ['always', 'draw', 'none'] as const),
    histogram: oneOf(chance, ['never', 'close', 'live'] as const),
    board: oneOf(chance, [1, 2, 'end', 'never'] as const),
    bots: oneOf(chance, [[], ['exact', 'svi'], ['decay']] as const).slice(),
    names: chance() < 0.15 ? 'generated' : 'free',
    autoClose: chance() < 0.5,
    bet: chance() < 0.4,
    ...(chance() < 0.1 && { maxPlayers: Math.max(1, students - 1) }),
  };
}

export function planClass(chance: Chance): ClassPlan {
  const students = chance() < 0.01 ? 30 : 3 + whole(chance, 5);
  const settings = settingsOf(chance, students);
  const complete = completeSettings(settings);
  if (!complete.ok) throw new Error(`no room opens with ${JSON.stringify(settings)}: ${complete.field}`);
  const isHarsh = chance() < 0.4;
  return {
    settings,
    students,
    displays: whole(chance, 2),
    weather: {
      leastMs: 2,
      mostMs: oneOf(chance, [30, 120, 700]),
      lost: isHarsh ? 0.04 * chance() : 0,
      doubled: isHarsh ? 0.06 * chance() : 0,
      shuffled: isHarsh ? 0.08 * chance() : 0,
    },
    trouble: oneOf(chance, [0, 0.5, 1, 1, 2]),
  };
}
