import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { ConvergenceChart } from '../../charts/convergence-chart.tsx';
import { RoundDots } from '../../charts/round-dots.tsx';
import { fromRoundOne } from '../../charts/series.tsx';
import { formatPercent } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { Board } from './board.tsx';
import { findingWords } from './finding-words.ts';
import { GuessesCard } from './guesses-card.tsx';
import { useGuessesFirst } from './guesses-first.ts';
import { LearnCard } from './learn-card.tsx';
import { Ribbon } from './ribbon.tsx';
import type { SceneProps } from './scene.ts';
import { liveSeries } from './series-of.ts';

/** Longer games are a saw of lucky hits; the mean of three rounds shows where they go. */
const smoothFrom = 8;

/** The finding is the title; one chart, one list. The dots fall first, then the curve grows. */
export function ResultsScene({ view, part, controls }: SceneProps): JSX.Element {
  const guesses = useGuessesFirst(view, part);
  const series = liveSeries(view);
  const smooth = view.rounds > smoothFrom;
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
        </p>
        <Ribbon now="minimise" />
        <h1>{finding}</h1>
      </header>
      <div class={view.board === null ? 'results-columns results-alone' : 'results-columns'}>
        {part === 'learn' ? (
          <LearnCard view={view} />
        ) : guesses ? (
          <GuessesCard view={view} />
        ) : (
          <section class="card chart-card">
            <header>
              <h2>{t('results.chart')}</h2>
              <span>{smooth ? t('results.roll') : t('results.roll.raw')}</span>
            </header>
            <div class="chart-plot">
              <ConvergenceChart
                series={series}
                rounds={view.rounds}
                reached={view.round}
                floorLabel={t('results.floor')}
                xLabel={t('results.axis.round')}
                rollingMean={smooth}
                bands={view.bands?.map(({ q, kl }) => ({ q, values: fromRoundOne(kl) }))}
                title={t('results.chart.alt', {
                  n: view.round,
                  v: view.crowd === null ? '–' : formatKl(view.crowd.kl),
                })}
              />
            </div>
          </section>
        )}
        {view.board !== null && <Board rows={view.board} moves={view.round > 1} />}
      </div>
      <footer class="stage-foot">
        <ChartKey view={view} lines={!guesses && part !== 'learn'} />
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

function ChartKey({ view, lines }: { view: DisplayView; lines: boolean }): JSX.Element {
  const posterior = view.posterior?.[0];
  const reference =
    posterior === undefined || view.settings.scoring === 'open' || view.settings.flavours.length > 2
      ? t('results.chart.log')
      : t('results.chart.ref.data', { v: formatPercent(posterior) });
  return (
    <ul class="chart-key">
      {lines && (
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
      <li class="chart-key-reference">{reference}</li>
    </ul>
  );
}
