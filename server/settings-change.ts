import type { RoomSettings, SettingsInput } from '../shared/room/settings.ts';

/** What a host asked to change, over what the room has: nothing else moves. */
export function changedInput(
  settings: RoomSettings,
  counts: readonly number[] | null,
  asked: SettingsInput,
): SettingsInput {
  const { flavours, population, mystery, lab, drawSize, rounds, ...rest } = settings;
  const wanted = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const keepsJar = asked.flavours === undefined && asked.mystery === undefined;
  const jar: SettingsInput =
    mystery || counts === null
      ? { mystery: { flavours, population } }
      : { flavours: flavours.map((name, k) => ({ name, count: counts[k] ?? 0 })) };
  // A list of draws brings its own number of rounds.
  const plan: SettingsInput =
    typeof drawSize === 'number' && !Array.isArray(asked.drawSize) ? { drawSize, rounds } : { drawSize };
  return { ...rest, ...plan, ...(keepsJar ? jar : {}), ...wanted };
}
