import type { ThermometerRow } from '../../../shared/views/wire.ts';
import type { ThermometerMark } from '../../charts/thermometer.tsx';
import { t } from '../../locales/translate.ts';

const marked = 5;
const steps = [0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** The rows as the chart hangs them: the first five with their own marks, bots and class as in every chart. */
export function thermometerMarks(rows: readonly ThermometerRow[]): readonly ThermometerMark[] {
  return rows.map((row, i): ThermometerMark => {
    const { gap, centre, width } = row;
    const label = labelOf(row);
    if (row.bot !== undefined) return { label, gap, centre, width, kind: 'bot' };
    if (row.crowd === true) return { label, gap, centre, width, kind: 'mean' };
    return i < marked
      ? { label, gap, centre, width, kind: 'top', rank: i + 1 }
      : { label, gap, centre, width, kind: 'player' };
  });
}

export function labelOf({ name, bot }: Pick<ThermometerRow, 'name' | 'bot'>): string {
  return bot === undefined ? (name ?? t('results.mean')) : t(`bot.${bot}`);
}

/** The scale's lower end: deep enough for every student and the class, in steps that can be compared; bots may hang out. */
export function thermometerDepth(rows: readonly ThermometerRow[]): number {
  const people = rows.filter(({ bot }) => bot === undefined);
  const deepest = Math.max(0, ...(people.length > 0 ? people : rows).map(({ gap }) => gap));
  return steps.find((step) => step >= deepest) ?? deepest;
}
