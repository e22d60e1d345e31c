import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { errorWords, flavourWord, t } from '../../locales/translate.ts';
import { centreOf } from './alpha.ts';
import { DrawCard } from './draw-card.tsx';
import { EstimateInput } from './estimate-input.tsx';
import type { Game } from './game.ts';
import { BeliefAbove, BeliefBelow, SeatedTin } from './lazy-seated.tsx';
import { percentOf, sharesOf } from './shares.ts';
import { TopBar } from './top-bar.tsx';

/** A running round: the cookies are shown, an estimate is set, and a seat that is done waits for the others. */
export function GuessScreen({ game }: { game: Game }): JSX.Element | null {
  const view = game.view.value;
  const settings = game.settings.value;
  if (view === null || settings === null) return null;
  const heading = t('round.of', { n: view.round, total: view.rounds });
  const first = flavourWord(settings.flavours[0] ?? '');
  const over = game.secondsLeft.value === 0 && !view.paused;

  if (game.showing.value && !game.done.value) {
    return (
      <main class="phone" id="main">
        <TopBar game={game} heading={heading} />
        <div class="centred">
          <SeatedTin />
          <h1 tabIndex={-1}>{t('wait.draw.h')}</h1>
          <p>{t('wait.draw')}</p>
        </div>
        <DrawCard game={game} />
      </main>
    );
  }
  if (game.done.value) return <SentScreen game={game} heading={heading} />;

  const you = game.you.value;
  const belief = settings.estimate === 'belief';
  const before = you?.score != null && you.round < view.round ? you.estimate : null;
  const previous = before === null ? undefined : sharesOf(belief ? centreOf(before).shares : before);
  return (
    <main class={belief ? 'phone guess belief' : 'phone guess'} id="main">
      <TopBar game={game} heading={heading} />
      <h1 class="visually-hidden" tabIndex={-1}>
        {t('guess.h', { flavour: first })}
      </h1>
      <DrawCard game={game} />
      <div class="spacer" />
      <EstimateInput
        flavours={settings.flavours}
        tenths={game.tenths.value}
        previous={previous}
        disabled={over}
        above={<BeliefAbove game={game} />}
        below={<BeliefBelow game={game} disabled={over} />}
        onInput={game.set}
        onRelease={() => game.place(false)}
      />
      <div class="go">
        <PlacingNote game={game} />
        <button
          type="button"
          class="button button-primary button-wide"
          disabled={over}
          onClick={() => game.place(true)}
        >
          {t('guess.submit')}
        </button>
        {settings.guessSeconds === null ? null : <MoreTime key={view.round} game={game} />}
      </div>
    </main>
  );
}

function SentScreen({ game, heading }: { game: Game; heading: string }): JSX.Element {
  const progress = game.progress.value;
  const shares = game.tenths.value;
  return (
    <main class="phone" id="main">
      <TopBar game={game} heading={heading} />
      <div class="centred">
        <span class="tick">
          <Icon name="check" size={44} weight={3} />
        </span>
        <h1 tabIndex={-1}>
          {shares.length === 2 ? t('sent.h', { v: percentOf(shares[0] ?? 0) }) : t('sent.h.mix')}
        </h1>
        <p>{t('sent.p')}</p>
        <PlacingNote game={game} />
      </div>
      <div class="go">
        {progress === null ? null : (
          <div class="card">
            <p class="caption">{t('sent.class', { n: progress.answered, total: progress.players })}</p>
            <progress
              class="class-progress"
              value={progress.answered}
              max={Math.max(1, progress.players)}
              aria-label={t('sent.class', { n: progress.answered, total: progress.players })}
            />
          </div>
        )}
        <button type="button" class="button button-wide" onClick={game.change}>
          {t('sent.change')}
        </button>
      </div>
    </main>
  );
}

/** Whether what stands on the slider has reached the server. */
export function PlacingNote({ game }: { game: Game }): JSX.Element {
  const state = game.placing.value;
  const offline = game.line.link.value === 'offline';
  return (
    <p class="placing-note hint" data-state={state}>
      {state === 'received' ? (
        <>
          <Icon name="check" size={18} />
          {t('sent.received')}
        </>
      ) : state === 'waiting' ? (
        offline ? (
          t('sent.queue')
        ) : game.line.unsaved.value ? (
          errorWords('store/unavailable')
        ) : (
          t('guess.sending')
        )
      ) : state === 'refused' ? (
        refusedWords(game.refusedCode.value)
      ) : (
        t('guess.placed')
      )}
    </p>
  );
}

/** Too late has its own words; anything else says what happened and what to do. */
function refusedWords(code: string | null): string {
  return code === 'round/not-open' || code === 'round/other'
    ? t('sent.rejected')
    : errorWords(code ?? 'internal');
}

function MoreTime({ game }: { game: Game }): JSX.Element {
  const [asked, setAsked] = useState(false);
  return (
    <button
      type="button"
      class="button button-quiet"
      disabled={asked}
      onClick={() => {
        setAsked(true);
        void game.askForTime().then((ok) => setAsked(ok));
      }}
    >
      {asked ? t('guess.asked') : t('guess.more')}
    </button>
  );
}
