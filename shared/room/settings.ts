import type { Replacement } from '../inference/types.ts';

export type Language = 'ko' | 'en';
/** What a player says: one share per flavour, or a whole belief about them. */
export type EstimateKind = 'point' | 'belief';
export type LabId = 'cookie-jar' | 'shape-and-width';
export type BotName = 'exact' | 'svi' | 'decay';
/** Who sees how much of what was drawn: the running tally, the numbers of this draw only, or no numbers at all. */
export type TallyLevel = 'always' | 'draw' | 'none';
export type HistogramLevel = 'never' | 'close' | 'live';
/** After which rounds the leaderboard appears: every k-th, only at the reveal, or never. */
export type BoardCadence = number | 'end' | 'never';

/** What everybody in the room may know; counts are absent by type, they belong to the sealed jar. */
export interface RoomSettings {
  readonly language: Language;
  /** Follows the kind of estimate. */
  readonly lab: LabId;
  readonly flavours: readonly string[];
  readonly population: number;
  readonly mystery: boolean;
  /** One number for all rounds or one entry per round, as it stands in the sealed opening. */
  readonly drawSize: number | readonly number[];
  readonly rounds: number;
  readonly guessSeconds: number | null;
  readonly replacement: Replacement;
  readonly estimate: EstimateKind;
  readonly scoring: 'evidence' | 'open';
  readonly rankBy: 'evidence' | 'jar';
  readonly tally: TallyLevel;
  readonly histogram: HistogramLevel;
  readonly board: BoardCadence;
  readonly bots: readonly BotName[];
  readonly names: 'free' | 'generated';
  readonly replayNames: 'display' | 'pseudonyms';
  readonly autoClose: boolean;
  /** Before the jar opens everybody may seal a band that should hold the first flavour's share 9 times in 10. */
  readonly bet: boolean;
  readonly maxPlayers: number;
}

/** What a host may ask for; everything left out takes the classic game's value. */
export interface SettingsInput {
  readonly language?: Language | undefined;
  readonly title?: string | undefined;
  readonly flavours?: readonly { readonly name: string; readonly count: number }[] | undefined;
  readonly mystery?: { readonly flavours: readonly string[]; readonly population: number } | undefined;
  readonly drawSize?: number | readonly number[] | undefined;
  readonly rounds?: number | undefined;
  readonly guessSeconds?: number | null | undefined;
  readonly replacement?: Replacement | undefined;
  readonly estimate?: EstimateKind | undefined;
  readonly scoring?: 'evidence' | 'open' | undefined;
  readonly rankBy?: 'evidence' | 'jar' | undefined;
  readonly tally?: TallyLevel | undefined;
  readonly histogram?: HistogramLevel | undefined;
  readonly board?: BoardCadence | undefined;
  readonly bots?: readonly BotName[] | undefined;
  readonly names?: 'free' | 'generated' | undefined;
  readonly replayNames?: 'display' | 'pseudonyms' | undefined;
  readonly autoClose?: boolean | undefined;
  readonly bet?: boolean | undefined;
  readonly maxPlayers?: number | undefined;
}

export function drawSizeOf(settings: Pick<RoomSettings, 'drawSize'>, round: number): number {
  return typeof settings.drawSize === 'number' ? settings.drawSize : (settings.drawSize[round - 1] ?? 0);
}
