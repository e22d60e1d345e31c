import type { JSX } from 'preact';
import { flavourArt } from '../../art/flavours.ts';
import { MixBar, MixLegend } from '../../charts/mix-bar.tsx';
import { flavourWord, t } from '../../locales/translate.ts';
import type { Game } from './game.ts';

/** The cookies of this draw, mirrored for those who cannot see the big screen, as far as the host shows numbers. */
export function DrawCard({ game }: { game: Game }): JSX.Element | null {
  const view = game.view.value;
  const settings = game.settings.value;
  if (view === null || settings === null || view.draw === null) return null;
  const { counts, size } = view.draw;
  if (counts === null) {
    return (
      <section class="card draw-card">
        <p class="row">{t('guess.lookup', { n: size })}</p>
      </section>
    );
  }
  return (
    <section class="card draw-card" aria-label={t('guess.this', { n: size })}>
      <div class="row">
        <span>{t('guess.this', { n: size })}</span>
        {view.tally === null || view.tally.drawn === size ? null : (
          <span>
            {t('guess.sofar', { n: view.tally.drawn })} <b>{view.tally.counts.join(' : ')}</b>
          </span>
        )}
      </div>
      <MixBar
        parts={settings.flavours.map((name, i) => ({ flavour: flavourArt(name, i), value: counts[i] ?? 0 }))}
      />
      <MixLegend
        parts={settings.flavours.map((name, i) => ({
          flavour: flavourArt(name, i),
          label: flavourWord(name),
          value: String(counts[i] ?? 0),
        }))}
      />
    </section>
  );
}
