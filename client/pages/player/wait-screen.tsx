import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import { EstimateInput } from './estimate-input.tsx';
import type { Game } from './game.ts';
import { PlacingNote } from './guess-screen.tsx';
import { BeliefAbove, BeliefBelow, Seal, SeatedTin, seated } from './lazy-seated.tsx';
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
        <p class={seated.value?.staysAwake.value ? 'hint needless' : 'hint'}>{t('sleep.tip')}</p>
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
      <Seal game={game} />
    </main>
  );
}
