import type { JSX } from 'preact';
import { useId, useMemo, useState } from 'preact/hooks';
import type { BotName } from '../../../shared/room/settings.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import { ConvergenceChart } from '../../charts/convergence-chart.tsx';
import { EstimateChart } from '../../charts/estimate-chart.tsx';
import { formatPercent } from '../../locales/numbers.ts';
import { flavourWord, formatKl, language, t } from '../../locales/translate.ts';
import { middleOf } from './belief-record.ts';
import { classBands, floorBands, type Measure, mostLines, scaleOf, seriesOf } from './curves.ts';
import type { Followed } from './followed.ts';
import { FollowedList } from './followed-list.tsx';
import type { Span } from './span.ts';
import { asOf, klOf, type Reference } from './standing.ts';
import type { Subject } from './subject.ts';
import { useNarrow } from './use-narrow.ts';

const tabs = ['kl', 'est'] as const;
type Tab = (typeof tabs)[number];

export interface ChartCardProps {
  readonly replay: Replay;
  readonly round: number;
  readonly followed: readonly Followed[];
  readonly reference: Reference;
  readonly onReference: (reference: Reference) => void;
  readonly onFollow: (playerId: string) => void;
  readonly flavour: number;
  readonly span: Span;
  /** The switch of the axis of estimates, shared with the distribution. */
  readonly zoom: JSX.Element;
  readonly truth: number;
  /** Whose belief is shown as a band; null in a game of points. */
  readonly subject: Subject | null;
}

export function ChartCard(props: ChartCardProps): JSX.Element {
  const { replay, round, reference, onReference, flavour, zoom, subject } = props;
  const [tab, setTab] = useState<Tab>('kl');
  const id = useId();
  const belief = replay.settings.estimate === 'belief';
  const measure: Measure =
    tab === 'kl'
      ? { of: 'kl', reference, scale: scaleOf(replay.settings, reference) }
      : { of: 'estimate', flavour };
  const move = (event: KeyboardEvent): void => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const next = tab === 'kl' ? 'est' : 'kl';
    setTab(next);
    document.getElementById(`${id}${next}`)?.focus();
  };
  return (
    <section class="card replay-chart" aria-label={t(tab === 'kl' ? 'replay.chart.kl' : 'replay.chart.est')}>
      <div class="replay-card-head">
        <div class="replay-tabs" role="tablist" tabIndex={-1} onKeyDown={move}>
          {tabs.map((one) => (
            <button
              key={one}
              id={`${id}${one}`}
              type="button"
              role="tab"
              aria-selected={one === tab}
              aria-controls={`${id}panel`}
              tabIndex={one === tab ? 0 : -1}
              onClick={() => setTab(one)}
            >
              {t(`replay.chart.${one}`)}
            </button>
          ))}
        </div>
        {tab === 'est' && zoom}
        {tab === 'kl' && replay.settings.scoring === 'evidence' && (
          <fieldset class="segmented replay-reference">
            <legend class="visually-hidden">{t('replay.ref')}</legend>
            {(['jar', 'live'] as const).map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === reference}
                onClick={() => onReference(one)}
              >
                {t(`replay.ref.${one}`)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      <FollowedList {...props} measure={measure} />
      <div class="replay-plot" id={`${id}panel`} role="tabpanel" aria-labelledby={`${id}${tab}`}>
        <Chart {...props} tab={tab} />
      </div>
      <p class="replay-note">
        {tab === 'kl' ? (
          <>
            <span>
              {t(reference === 'live' && belief ? 'replay.legend.kl' : `replay.ref.${reference}.p`)}
            </span>
            <span>{t('results.chart.log')}</span>
            {reference === 'jar' && (
              <span>
                <i class="replay-floor-key" /> {t('reveal.floor')}
              </span>
            )}
            {replay.players.length > mostLines && <span>{t('replay.bands')}</span>}
          </>
        ) : (
          <>
            <span>
              {t('guess.slider', { flavour: flavourWord(replay.settings.flavours[flavour] ?? '') })}
            </span>
            {subject !== null && <span>{t('replay.estimate.middle', { name: subject.name })}</span>}
            {replay.players.length > mostLines && (
              <span>{t('replay.sampled', { n: mostLines, total: replay.players.length })}</span>
            )}
          </>
        )}
        <span class="visually-hidden">{t('unit.round', { n: round })}</span>
      </p>
    </section>
  );
}

function Chart({
  replay,
  round,
  followed,
  reference,
  flavour,
  span,
  truth,
  tab,
  subject,
}: ChartCardProps & { tab: Tab }): JSX.Element {
  const spoken = language.value;
  const scale = scaleOf(replay.settings, reference);
  const narrow = useNarrow();
  const series = useMemo(() => {
    const measure: Measure = tab === 'kl' ? { of: 'kl', reference, scale } : { of: 'estimate', flavour };
    const words = narrow ? null : { bot: (bot: BotName) => t(`bot.${bot}`), mean: t('results.mean') };
    return seriesOf(replay, followed, measure, words);
  }, [replay, followed, reference, flavour, tab, spoken, narrow]);
  const bands = useMemo(
    () => [...(reference === 'jar' ? floorBands(replay.rounds) : []), ...classBands(replay, reference)],
    [replay, reference],
  );
  const middle = useMemo(
    () => (subject === null || tab !== 'est' ? [] : [middleOf(subject.series, flavour)]),
    [subject?.series, flavour, tab],
  );
  const shared = {
    series,
    rounds: replay.rounds.length,
    reached: replay.rounds.length,
    playhead: round,
    xLabel: t('results.axis.round'),
  };
  if (tab === 'est') {
    const v = formatPercent(truth);
    return (
      <EstimateChart
        {...shared}
        bands={middle}
        window={span}
        truth={{ share: truth, label: t('replay.truth', { v }) }}
        title={t('replay.estimate.alt', { n: round, v })}
      />
    );
  }
  const mean = asOf(klOf(replay.crowd, reference), round);
  return (
    <ConvergenceChart
      {...shared}
      bands={bands}
      scale={scale}
      floorLabel={t('results.floor')}
      title={
        mean === null
          ? `${t('replay.chart.kl')}. ${t('unit.round', { n: round })}`
          : t('results.chart.alt', { n: round, v: formatKl(mean) })
      }
    />
  );
}
