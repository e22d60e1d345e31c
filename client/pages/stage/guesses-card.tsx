import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { chooseWindow } from '../../charts/bins.ts';
import { DotHistogram } from '../../charts/dot-histogram.tsx';
import { formatPercent } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';

const none: readonly number[] = Array.from({ length: 40 }, () => 0);

/** The class as dots: one dot is one student. Before the close it shows the round before, unless the host wants it live. */
export function GuessesCard({ view }: { view: DisplayView }): JSX.Element {
  const { histogram, previousHistogram, settings } = view;
  const window = useWindow(previousHistogram?.mean ?? histogram?.mean ?? null);
  const mean = histogram?.mean ?? null;
  const spread = histogram?.spread ?? null;
  const count = histogram?.bins.reduce((sum, bin) => sum + bin, 0) ?? 0;
  return (
    <section class="card guesses-card">
      <header>
        <h2>{t('round.guesses')}</h2>
        <ul>
          <li>
            <i class="key-now" /> {t('round.guesses.key.now')}
          </li>
          {previousHistogram !== null && (
            <li>
              <i class="key-before" /> {t('round.guesses.key.prev')}
            </li>
          )}
        </ul>
      </header>
      <div class="guesses-plot">
        <DotHistogram
          bins={histogram?.bins ?? none}
          previousBins={previousHistogram?.bins}
          window={window}
          mean={mean}
          spread={spread}
          labels={{
            title:
              mean === null ? t('round.hidden') : t('round.hist.alt', { n: count, m: formatPercent(mean) }),
            mean:
              mean === null
                ? undefined
                : spread === null
                  ? t('round.mean.one', { m: formatPercent(mean) })
                  : t('round.mean.flag', { m: formatPercent(mean), s: formatPercent(spread) }),
            empty: settings.histogram === 'live' ? t('empty.guesses') : t('round.hidden'),
          }}
        />
        {view.paused && <p class="guesses-paused">{t('round.paused')}</p>}
      </div>
    </section>
  );
}

/** Chosen once a class has guessed, then kept, so that dots of two rounds can be compared. */
function useWindow(centre: number | null): readonly [number, number] {
  const kept = useRef<readonly [number, number] | null>(null);
  if (kept.current === null && centre !== null) kept.current = chooseWindow(centre);
  return kept.current ?? [0, 1];
}
