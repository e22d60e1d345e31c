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
      <Counts counts={counts} flavours={settings.flavours} />
    </section>
  );
}

/** Everything drawn so far, for somebody who has not seen it. */
export function TallyCard({ game }: { game: Game }): JSX.Element | null {
  const tally = game.view.value?.tally ?? null;
  const settings = game.settings.value;
  if (tally === null || settings === null) return null;
  const words = t('guess.sofar', { n: tally.drawn });
  return (
    <section class="card draw-card" aria-label={words}>
      <p class="row">{words}</p>
      <Counts counts={tally.counts} flavours={settings.flavours} />
    </section>
  );
}

interface CountsProps {
  readonly counts: readonly number[];
  readonly flavours: readonly string[];
}

function Counts({ counts, flavours }: CountsProps): JSX.Element {
  const parts = flavours.map((name, i) => ({
    flavour: flavourArt(name, i),
    label: flavourWord(name),
    count: counts[i] ?? 0,
  }));
  return (
    <>
      <MixBar parts={parts.map(({ flavour, count }) => ({ flavour, value: count }))} />
      <MixLegend
        parts={parts.map(({ flavour, label, count }) => ({ flavour, label, value: String(count) }))}
      />
    </>
  );
}
