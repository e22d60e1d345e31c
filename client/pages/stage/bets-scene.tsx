import type { JSX } from 'preact';
import type { BetsView, DisplayView } from '../../../shared/views/wire.ts';
import { formatPercent } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { BandsChart } from './bands-chart.tsx';
import { cookieGrade, idealWidth } from './bets.ts';
import { flavourParts, shortPercent } from './flavour-parts.ts';
import { GradedCookie } from './graded-cookie.tsx';
import { Ribbon } from './ribbon.tsx';
import type { SceneProps } from './scene.ts';

const costDigits = 1;

/** The sealed bands, opened: where they lie around the jar, and what the best of them cost. */
export function BetsScene({ view, controls }: SceneProps): JSX.Element {
  const bets = view.reveal?.bets ?? { found: 0, of: 0, rows: [], bands: [] };
  const counts = view.reveal?.counts ?? [];
  const share =
    (counts[0] ?? 0) /
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    );
  const found = t('bet.stage.found', { n: bets.found, total: bets.of });
  const [first] = flavourParts(view.settings);
  return (
    <main id="main" class="projector scene-results scene-bets" tabIndex={-1}>
      <header class="results-head">
        <p>{t('bets.h')}</p>
        <Ribbon now="repeat" />
        <h1 class="after-sweep">{found}</h1>
      </header>
      <div class={bets.rows.length === 0 ? 'results-columns results-alone' : 'results-columns'}>
        <section class="card chart-card">
          <header>
            <h2>{t('bets.chart', { flavour: first?.name ?? '' })}</h2>
          </header>
          <div class="chart-plot">
            <BandsChart
              bands={bets.bands}
              share={share}
              jarLabel={t('bets.jar', { v: shortPercent(share) })}
              title={found}
            />
          </div>
        </section>
        {bets.rows.length > 0 && <Costs view={view} rows={bets.rows} />}
      </div>
      <footer class="stage-foot">
        <ul class="chart-key">
          <li>
            <i class="key-hit" /> {t('bets.hit')}
          </li>
          <li>
            <i class="key-miss" /> {t('bets.miss')}
          </li>
        </ul>
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

function Costs({ view, rows }: { view: DisplayView; rows: BetsView['rows'] }): JSX.Element {
  const ideal = idealWidth(view);
  const flavour = flavourParts(view.settings)[0]?.flavour ?? 'choc';
  return (
    <section class="board bets-board">
      <header>
        <h2>{t('bets.costs')}</h2>
        <span>{t('bets.unit')}</span>
      </header>
      <ol>
        {rows.map(({ playerId, name, band: [low, high], cost }) => {
          const grade = cookieGrade(cost, ideal);
          return (
            <li key={playerId}>
              <GradedCookie grade={grade} flavour={flavour} title={t(`bets.grade.${grade}`)} />
              <span class="board-name">
                <span title={name}>{name}</span>
              </span>
              <small>
                {formatPercent(low)}–{formatPercent(high)}%
              </small>
              <b class="board-total">{cost.toFixed(costDigits)}</b>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
