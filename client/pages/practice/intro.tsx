import type { JSX } from 'preact';
import type { TallyLevel } from '../../../shared/room/settings.ts';
import { Cookie } from '../../art/cookie.tsx';
import { flavourIds } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { EstimateInput } from '../player/estimate-input.tsx';
import type { Practice } from './practice-game.ts';

export interface IntroProps {
  readonly practice: Practice;
  readonly tally: TallyLevel;
  chooseTally(tally: TallyLevel): void;
}

/** Before the first draw: who plays along, what is kept, and a first guess from the belly. */
export function Intro({ practice, tally, chooseTally }: IntroProps): JSX.Element {
  const { game, front } = practice;
  const { settings, lobby } = front.value;
  const always = tally === 'always';
  return (
    <main id="main" class="practice-intro page" tabIndex={-1}>
      <div class="practice-words">
        <h1>{t('practice.h')}</h1>
        <p class="practice-lead">
          {t('practice.rule', { n: formatCount(settings.population), rounds: settings.rounds })}
        </p>
        <p class="practice-note">
          <Icon name="lock" /> {t('host.practice.note')}
        </p>
        <section class="practice-class">
          <h2>{t('practice.class')}</h2>
          <p>{t('practice.class.p')}</p>
          <ul>
            {lobby?.map(({ playerId, name, cookie }) => (
              <li key={playerId}>
                <Cookie flavour={flavourIds[cookie] ?? 'choc'} size="1.6em" /> {name}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <section class="card practice-hunch">
        <h2>{t('wait.prior.h')}</h2>
        <p class="hint">{t('wait.prior.p')}</p>
        <EstimateInput
          flavours={settings.flavours}
          tenths={game.tenths.value}
          onInput={game.set}
          onRelease={() => game.place(false)}
        />
        <label class="switch">
          <input type="checkbox" checked={always} onChange={() => chooseTally(always ? 'draw' : 'always')} />
          <span>
            {t('setup.show.tally')}
            <small>{t(always ? 'setup.tally.always.p' : 'setup.tally.draw.p')}</small>
          </span>
        </label>
        <button type="button" class="button button-primary button-wide" onClick={practice.start}>
          {t('practice.start')} <Icon name="arrow" />
        </button>
      </section>
    </main>
  );
}
