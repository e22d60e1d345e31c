import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import type { Practice } from './practice-game.ts';
import { type Columns, choices, nextShown, type Shown } from './shown.ts';

export interface PracticeBarProps {
  readonly practice: Practice;
  readonly shown: Shown;
  readonly columns: Columns;
  show(shown: Shown): void;
  again(): void;
}

/** What to look at, and the one step that comes next: here the one who plays is the host too. */
export function PracticeBar({ practice, shown, columns, show, again }: PracticeBarProps): JSX.Element {
  const all = choices(practice.front.value, columns);
  return (
    <footer class="practice-bar">
      {all.length === 0 ? (
        <p class="practice-note">
          <Icon name="lock" /> {t('host.practice.note')}
        </p>
      ) : (
        <fieldset class="segmented">
          <legend class="visually-hidden">{t('practice.tabs')}</legend>
          {all.map((one) => (
            <button key={one} type="button" aria-pressed={one === shown} onClick={() => show(one)}>
              {t(`practice.tab.${one}`)}
            </button>
          ))}
        </fieldset>
      )}
      <div class="practice-go">
        <Steps practice={practice} shown={shown} show={show} again={again} />
      </div>
    </footer>
  );
}

function Steps({ practice, shown, show, again }: Omit<PracticeBarProps, 'columns'>): JSX.Element | null {
  const { game, front } = practice;
  const { phase, round, rounds, settings } = front.value;
  switch (phase) {
    case 'guessing':
      if (game.showing.value) {
        return (
          <button type="button" class="button" onClick={practice.skip}>
            {t('round.skipdraw')}
          </button>
        );
      }
      return <p role="status">{game.done.value ? t('practice.waiting') : ''}</p>;
    case 'results':
      if (round < rounds) return <Step words={t('round.next')} onGo={practice.next} />;
      if (settings.bet) return <Step words={t('bet.toStage')} onGo={practice.next} />;
      return <Step words={t('reveal.cta')} onGo={practice.reveal} />;
    case 'bet':
      // Until then the one thing to do is to seal the own band.
      return <Step words={t('reveal.cta')} onGo={practice.reveal} plain={game.you.value?.bet === null} />;
    case 'revealed': {
      const next = nextShown(front.value, shown);
      if (next === null) {
        return (
          <>
            <a class="button" href="/replay/story">
              {t('landing.story')}
            </a>
            <Step words={t('practice.again')} onGo={again} />
          </>
        );
      }
      return (
        <>
          <button type="button" class="button" onClick={again}>
            {t('practice.again')}
          </button>
          <Step words={t(`practice.tab.${next}`)} onGo={() => show(next)} />
        </>
      );
    }
    default:
      return null;
  }
}

interface StepProps {
  readonly words: string;
  readonly plain?: boolean;
  onGo(): void;
}

function Step({ words, plain = false, onGo }: StepProps): JSX.Element {
  return (
    <button
      type="button"
      class={plain ? 'button' : 'button button-primary'}
      // The second click of a pair would already mean the next step.
      onClick={(event) => event.detail < 2 && onGo()}
    >
      {words} <Icon name="arrow" />
    </button>
  );
}
