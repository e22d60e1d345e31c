import type { DisplayView } from '../../../shared/views/wire.ts';
import { fromRoundOne, type Series } from '../../charts/series.tsx';
import { t } from '../../locales/translate.ts';

/** Every line of the live chart: context first, then bots, the class and the top five on top. */
export function liveSeries(view: DisplayView): readonly Series[] {
  const curves = view.curves ?? [];
  return [
    ...curves.map((curve, i): Series => {
      const values = fromRoundOne(curve.kl);
      return curve.rank === undefined || curve.name === undefined
        ? { id: `player ${i}`, kind: 'player', values }
        : { id: curve.playerId ?? `top ${i}`, kind: 'top', rank: curve.rank, label: curve.name, values };
    }),
    ...(view.bots ?? []).map(
      ({ bot, curve }): Series => ({
        id: bot,
        kind: 'bot',
        label: t(`bot.${bot}`),
        values: fromRoundOne(curve),
      }),
    ),
    ...(view.crowdCurve.some((value) => value !== null)
      ? [
          {
            id: 'crowd',
            kind: 'mean',
            label: t('results.mean'),
            values: fromRoundOne(view.crowdCurve),
          } as const,
        ]
      : []),
  ].sort((a, b) => weight(a) - weight(b));
}

/** The table of the story: everybody's distance from the jar itself, from before the first draw. */
export function truthSeries(view: DisplayView): readonly Series[] {
  const reveal = view.reveal;
  if (reveal === null) return [];
  const { curves, bots, crowd } = reveal.klJar;
  return [
    ...curves.map((curve, i): Series => {
      return curve.rank === undefined || curve.name === undefined
        ? { id: `player ${i}`, kind: 'player', values: curve.kl }
        : {
            id: curve.playerId ?? `top ${i}`,
            kind: 'top',
            rank: curve.rank,
            label: curve.name,
            values: curve.kl,
          };
    }),
    ...bots.map(({ bot, kl }): Series => ({ id: bot, kind: 'bot', label: t(`bot.${bot}`), values: kl })),
    { id: 'crowd', kind: 'mean', label: t('results.mean'), values: crowd } as const,
  ].sort((a, b) => weight(a) - weight(b));
}

const weight = ({ kind, rank = 0 }: Series): number =>
  kind === 'player' ? 0 : kind === 'bot' ? 1 : kind === 'mean' ? 9 : 8 - rank;
