import type { RoomSettings } from '../../../shared/room/settings.ts';
import { type FlavourId, flavourArt } from '../../art/flavours.ts';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { flavourWord, t } from '../../locales/translate.ts';

export interface FlavourPart {
  readonly flavour: FlavourId;
  readonly name: string;
}

export function flavourParts({ flavours }: Pick<RoomSettings, 'flavours'>): readonly FlavourPart[] {
  return flavours.map((name, i) => ({ flavour: flavourArt(name, i), name: flavourWord(name) }));
}

/** "Chocolate 73, Vanilla 27". */
export function countWords(parts: readonly FlavourPart[], counts: readonly number[]): string {
  return parts
    .map(({ name }, i) => t('reveal.counts.item', { flavour: name, n: formatCount(counts[i] ?? 0) }))
    .join(', ');
}

/** A percentage as short as it is exact: 70, 70.5 or 70.52. */
export function shortPercent(share: number): string {
  return formatPercent(share, 2).replace(/\.?0+$/, '');
}

/** What an estimate says of the first flavour, be it shares or a whole belief. */
export function firstShare(estimate: readonly number[]): number {
  const whole = estimate.reduce((sum, value) => sum + value, 0);
  return whole === 0 ? 0 : (estimate[0] ?? 0) / whole;
}
