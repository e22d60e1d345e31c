import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import { EstimateInput } from './estimate-input.tsx';
import type { Game } from './game.ts';
import { PlacingNote } from './guess-screen.tsx';
import { BeliefAbove, BeliefBelow, SeatedTin } from './lazy-seated.tsx';
import { TopBar } from './top-bar.tsx';

/** The lobby: a seat is taken, and a hunch may be set before any cookie is drawn. */
export function WaitScreen({ game }: { game: Game }): JSX.Element | null {
  const settings = game.settings.value;
  const me = game.me.value;
  if (settings === null || me === null) return null;
  return (
    <main class="phone wait" id="main">
      <TopBar game={game} heading={me.name} />
      <div class="centred">
        <SeatedTin />
        <h1 tabIndex={-1}>{t('wait.h')}</h1>
        <p>{t('wait.p')}</p>
        <p class="hint">{t('sleep.tip')}</p>
      </div>
      <section class="card hunch">
        <h2>{t('wait.prior.h')}</h2>
        <p class="hint">{t('wait.prior.p')}</p>
        <EstimateInput
          flavours={settings.flavours}
          tenths={game.tenths.value}
          above={<BeliefAbove game={game} />}
          below={<BeliefBelow game={game} />}
          onInput={game.set}
          onRelease={() => game.place(false)}
        />
        {game.placing.value === 'idle' ? null : <PlacingNote game={game} />}
      </section>
    </main>
  );
}

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
      <button type="button" class="button button-primary button-wide" onClick={onGo}>
        {t('late.cta', { r: you.fromRound })}
      </button>
    </main>
  );
}
