import type { JSX } from 'preact';
import { ConvergenceChart } from '../../charts/convergence-chart.tsx';
import { formatKl, t } from '../../locales/translate.ts';
import { flavourParts, shortPercent } from './flavour-parts.ts';
import { Ribbon } from './ribbon.tsx';
import type { SceneProps } from './scene.ts';
import { truthSeries } from './series-of.ts';

/** Now that the jar is known: KL(jar‖estimate) over all rounds, the story's own table. */
export function RewindScene({ view, controls }: SceneProps): JSX.Element {
  const series = truthSeries(view);
  const crowd = view.reveal?.klJar.crowd ?? [];
  const last = crowd.findLast((value) => value !== null) ?? null;
  const bets = view.bets;
  const floor = view.reveal?.klJar.floor ?? [];
  const counts = view.reveal?.counts ?? [];
  const population = counts.reduce((sum, count) => sum + count, 0);
  const parts = flavourParts(view.settings);
  return (
    <main id="main" class="projector scene-results" tabIndex={-1}>
      <header class="results-head">
        <p>
          {t('results.chart.ref.truth', { v: shortPercent((counts[0] ?? 0) / Math.max(1, population)) })}
          {parts.length > 2 ? ` (${parts[0]?.name ?? ''})` : ''}
        </p>
        <Ribbon now="minimise" />
        <h1>{t('reveal.rewind')}</h1>
      </header>
      <div class="results-columns results-alone">
        <section class="card chart-card">
          <header>
            <h2>{t('reveal.rewind.p')}</h2>
            <span>{t('results.chart.log')}</span>
          </header>
          <div class="chart-plot">
            <ConvergenceChart
              series={series}
              rounds={view.rounds}
              reached={view.rounds}
              floorLabel={t('results.floor')}
              xLabel={t('results.axis.round')}
              bands={[
                { q: 0, values: floor.map((value) => (value === null ? null : 0)) },
                { q: 1, values: floor },
              ]}
              title={t('results.chart.alt', { n: view.rounds, v: last === null ? '–' : formatKl(last) })}
            />
          </div>
        </section>
      </div>
      <footer class="stage-foot">
        <ul class="chart-key">
          {bets !== null && (
            <li class="chart-key-reference">{t('bet.stage.found', { n: bets.found, total: bets.of })}</li>
          )}
          <li>
            <i class="key-floor" /> {t('reveal.floor')}
          </li>
        </ul>
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}
