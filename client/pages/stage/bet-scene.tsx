import type { JSX } from 'preact';
import { Tin } from '../../art/tin.tsx';
import { flavourWord, t } from '../../locales/translate.ts';
import { Ribbon } from './ribbon.tsx';
import { SubmittedBar } from './round-foot.tsx';
import type { SceneProps } from './scene.ts';

/** Before the jar opens: everybody may seal the band that should hold its share. Only their number shows, which moves as that of the answers does. */
export function BetScene({ view, controls }: SceneProps): JSX.Element {
  const flavour = flavourWord(view.settings.flavours[0] ?? '');
  return (
    <main id="main" class="projector scene-bet" tabIndex={-1}>
      <header class="results-head">
        <p>{t('round.of', { n: view.round, total: view.rounds })}</p>
        <Ribbon now="repeat" />
      </header>
      <div class="bet-middle">
        <Tin sealed />
        <div>
          <h1>{t('bet.stage.h')}</h1>
          <p>{t('bet.stage.p', { flavour })}</p>
          <p class="bet-rule">{t('bet.stage.rule')}</p>
        </div>
      </div>
      <footer class="stage-foot">
        <SubmittedBar answered={view.answered} players={view.players} />
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}
