import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { Cookie } from '../../art/cookie.tsx';
import { MixBar } from '../../charts/mix-bar.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { countsOf, tallyAt } from './draw-progress.ts';
import { countWords, type FlavourPart } from './flavour-parts.ts';

export interface TallyCardProps {
  readonly view: DisplayView;
  readonly landed: number;
  readonly parts: readonly FlavourPart[];
}

/** Length, texture, cookie and number, but no percentage: dividing is the students' part. */
export function TallyCard({ view, landed, parts }: TallyCardProps): JSX.Element {
  const order = view.order ?? '';
  const now = countsOf(order, landed, parts.length);
  const drawing = landed < order.length;
  const title = drawing
    ? t('round.drawing', { n: formatCount(landed), total: formatCount(order.length) })
    : t('round.this', { n: formatCount(order.length) });
  if (view.draw?.counts === null) {
    return (
      <section class="card tally-card">
        <h2>{title}</h2>
        <p>{t('round.hidden.numbers')}</p>
      </section>
    );
  }
  const before =
    view.tally === null ? null : tallyAt(view.tally.counts, countsOf(order, order.length, parts.length), now);
  return (
    <section class="card tally-card">
      <h2>{title}</h2>
      <MixBar
        parts={parts.map(({ flavour }, i) => ({ flavour, value: now[i] ?? 0 }))}
        total={order.length}
        title={countWords(parts, now)}
        scale={2}
      />
      <ul class="tally-numbers">
        {parts.map(({ flavour, name }, i) => (
          <li key={flavour}>
            <Cookie flavour={flavour} size="1.15em" /> {name} <b>{formatCount(now[i] ?? 0)}</b>
          </li>
        ))}
      </ul>
      {before !== null && (
        <div class="tally-sofar">
          <span>{t('round.sofar', { n: formatCount(before.reduce((sum, count) => sum + count, 0)) })}</span>
          <ul>
            {parts.map(({ flavour, name }, i) => (
              <li key={flavour}>
                <Cookie flavour={flavour} size="1.1em" title={name} /> <b>{formatCount(before[i] ?? 0)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
