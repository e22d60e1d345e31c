import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import { TallyCard } from './draw-card.tsx';
import type { Game } from './game.ts';
import { TopBar } from './top-bar.tsx';

/** Somebody who came in the middle sees what has happened so far before the next guess. */
export function LateScreen({ game, onGo }: { game: Game; onGo: () => void }): JSX.Element | null {
  const view = game.view.value;
  const you = game.you.value;
  if (view === null || you === null) return null;
  return (
    <main class="phone" id="main">
      <TopBar game={game} heading={t('round.of', { n: view.round, total: view.rounds })} />
      <div class="centred">
        <h1 tabIndex={-1}>{t('late.h')}</h1>
        <p>
          {view.tally === null
            ? t('late.soon', { r: you.fromRound })
            : t('late.p', { n: view.tally.drawn, r: you.fromRound })}
        </p>
      </div>
      <TallyCard game={game} />
      <button type="button" class="button button-primary button-wide" onClick={onGo}>
        {t('late.cta', { r: you.fromRound })}
      </button>
    </main>
  );
}
