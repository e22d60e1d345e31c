import type { JSX } from 'preact';
import type { Replay } from '../../../shared/views/wire.ts';
import { Cookie } from '../../art/cookie.tsx';
import { flavourArt } from '../../art/flavours.ts';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { flavourWord, formatKl, t } from '../../locales/translate.ts';
import { storyRows } from './story-rows.ts';

/** The table the story prints, with the KL values that belong to its guesses. */
export function StoryFacts({
  replay,
  round,
  onRound,
}: {
  replay: Replay;
  round: number;
  onRound: (round: number) => void;
}): JSX.Element {
  const { flavours } = replay.settings;
  return (
    <section class="card replay-facts" aria-labelledby="replay-facts">
      <h2 id="replay-facts">{t('replay.facts.h')}</h2>
      <p class="replay-hint">{t('replay.story.note')}</p>
      <div class="replay-facts-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('results.axis.round')}</th>
              <th scope="col" class="replay-facts-seen">
                {t('replay.facts.seen')}
              </th>
              {flavours.map((flavour, k) => (
                <th scope="col" key={flavour}>
                  <Cookie flavour={flavourArt(flavour, k)} title={flavourWord(flavour)} size="1.9em" />
                </th>
              ))}
              <th scope="col">{t('replay.facts.guess')}</th>
              <th scope="col">{t('replay.facts.kl')}</th>
            </tr>
          </thead>
          <tbody>
            {storyRows(replay).map((row) => (
              <tr key={row.round} class={row.round === round ? 'is-now' : ''}>
                <th scope="row">
                  <button
                    type="button"
                    aria-current={row.round === round ? 'step' : undefined}
                    onClick={() => onRound(row.round)}
                  >
                    {row.round === 0 ? t('replay.round0') : row.round}
                  </button>
                </th>
                <td class="replay-facts-seen">
                  {formatCount(row.counts.reduce((sum, count) => sum + count, 0))}
                </td>
                {row.counts.map((count, k) => (
                  <td key={flavours[k]}>{row.round === 0 ? '–' : formatCount(count)}</td>
                ))}
                <td>{t('unit.pct', { v: formatPercent(row.guess, 0) })}</td>
                <td>
                  <b>{formatKl(row.klJar)}</b>
                  <small>{sixDigits(row.klJar)}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="replay-footnote">{t('learn.source.note')}</p>
    </section>
  );
}

/** What no six digits can tell from nothing is printed as plain 0. */
function sixDigits(kl: number): string {
  return kl < 5e-7 ? '0' : kl.toFixed(6);
}
