import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { ConvergenceChart } from '../../charts/convergence-chart.tsx';
import { gapScale } from '../../charts/log-scale.ts';
import { nats } from '../../charts/nats.ts';
import { RoundDots } from '../../charts/round-dots.tsx';
import { fromRoundOne } from '../../charts/series.tsx';
import { formatPercent } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { Board } from './board.tsx';
import { findingWords } from './finding-words.ts';
import { GuessesCard } from './guesses-card.tsx';
import { LearnCard } from './learn-card.tsx';
import { lessonOf } from './lessons.ts';
import { type ResultsPicture, useResultsPicture } from './results-picture.ts';
import { Ribbon } from './ribbon.tsx';
import type { SceneProps } from './scene.ts';
import { liveSeries } from './series-of.ts';
import { ThermometerCard } from './thermometer-card.tsx';

/** Longer games are a saw of lucky hits; the mean of three rounds shows where they go. */
const smoothFrom = 8;

/** The finding is the title; one chart, one list. The dots fall first, then the curve grows. */
export function ResultsScene({ view, part, controls }: SceneProps): JSX.Element {
  const picture = useResultsPicture(view, part);
  const finding = findingWords(view);
  return (
    <main id="main" class="projector scene-results" tabIndex={-1}>
      <header class="results-head">
        <p>
          {t('results.h', { n: view.round })}{' '}
          <RoundDots
            round={view.round}
            rounds={view.rounds}
            title={t('round.of', { n: view.round, total: view.rounds })}
          />
          {view.twist && <span class="pill">{t('twist.short')}</span>}
        </p>
        <Ribbon now="minimise" />
        <h1>{finding}</h1>
      </header>
      <div class={view.board === null ? 'results-columns results-alone' : 'results-columns'}>
        {pictureCard(picture, view)}
        {view.board !== null && <Board rows={view.board} moves={view.round > 1} />}
      </div>
      <footer class="stage-foot">
        <ResultsKey view={view} picture={picture} />
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

function pictureCard(picture: ResultsPicture, view: DisplayView): JSX.Element {
  switch (picture) {
    case 'learn':
      return <LearnCard lesson={lessonOf(view)} />;
    case 'guesses':
      return <GuessesCard view={view} />;
    case 'elbo':
      return <ThermometerCard view={view} />;
    case 'chart':
      return <ChartCard view={view} />;
  }
}

function ChartCard({ view }: { view: DisplayView }): JSX.Element {
  const smooth = view.rounds > smoothFrom;
  const isBelief = view.settings.estimate === 'belief';
  const values = t(smooth ? 'results.roll' : 'results.roll.raw');
  return (
    <section class="card chart-card">
      <header>
        <h2>{t('results.chart')}</h2>
        <span>{isBelief ? `${referenceWords(view)}, ${values}` : values}</span>
      </header>
      <div class="chart-plot">
        <ConvergenceChart
          series={liveSeries(view)}
          rounds={view.rounds}
          reached={view.round}
          floorLabel={t('results.floor')}
          xLabel={t('results.axis.round')}
          rollingMean={smooth}
          scale={isBelief ? gapScale : undefined}
          bands={view.bands?.map(({ q, kl }) => ({ q, values: fromRoundOne(kl) }))}
          title={t('results.chart.alt', {
            n: view.round,
            v: view.crowd === null ? '–' : formatKl(view.crowd.kl),
          })}
        />
      </div>
    </section>
  );
}

/** What the KL on screen is measured against, in words. */
function referenceWords({ posterior, settings, twist }: DisplayView): string {
  if (twist) return t('twist.short');
  if (settings.estimate === 'belief') return t('results.chart.ref.belief');
  const share = posterior?.[0];
  return share === undefined || settings.scoring === 'open' || settings.flavours.length > 2
    ? t('results.chart.log')
    : t('results.chart.ref.data', { v: formatPercent(share) });
}

function ResultsKey({ view, picture }: { view: DisplayView; picture: ResultsPicture }): JSX.Element {
  if (picture === 'elbo') {
    const choose = view.belief?.logChoose ?? 0;
    return (
      <ul class="chart-key">
        <li class="chart-key-reference">
          {view.twist ? t('learn.twist.f') : t('elbo.choose', { v: nats(choose, 2) })}
        </li>
      </ul>
    );
  }
  return (
    <ul class="chart-key">
      {picture === 'chart' && (
        <>
          <li>
            <svg viewBox="0 0 64 20" aria-hidden="true">
              <path d="M2 10H62" stroke="var(--mean)" stroke-width="7" stroke-linecap="round" />
            </svg>
            {t('results.mean')}
          </li>
          {(view.bots ?? []).length > 0 && (
            <li>
              <svg viewBox="0 0 64 20" aria-hidden="true">
                <path d="M2 10H62" stroke="var(--bot)" stroke-width="4" stroke-dasharray="13 9" />
              </svg>
              {t('results.bot')}
            </li>
          )}
          <li>
            <svg viewBox="0 0 64 20" aria-hidden="true">
              <path d="M2 10H62" stroke="var(--mute)" stroke-width="4" />
            </svg>
            {t('results.others')}
          </li>
        </>
      )}
      {!(picture === 'chart' && view.settings.estimate === 'belief') && (
        <li class="chart-key-reference">{referenceWords(view)}</li>
      )}
    </ul>
  );
}
