import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { RoundDots } from '../../charts/round-dots.tsx';
import { TimerRing } from '../../charts/timer-ring.tsx';
import { t } from '../../locales/translate.ts';
import { landedAt } from './draw-progress.ts';
import { DrawScene } from './draw-scene.tsx';
import { type FlavourPart, flavourParts } from './flavour-parts.ts';
import { GuessesCard } from './guesses-card.tsx';
import { LearnCard } from './learn-card.tsx';
import { firstLesson } from './lessons.ts';
import { Ribbon } from './ribbon.tsx';
import { RejoinCode, SubmittedBar } from './round-foot.tsx';
import type { SceneProps } from './scene.ts';
import { TallyCard } from './tally-card.tsx';
import { timeLeft } from './time-left.ts';
import { stillness, useNow } from './use-now.ts';

const drawingMs = 60;
const waitingMs = 250;

export function RoundScene({ view, now, address, controls }: SceneProps): JSX.Element {
  const showing = view.opensAt !== null && view.opensAt > now();
  const time = useNow(now, showing ? drawingMs : waitingMs);
  const parts = flavourParts(view.settings);
  const total = view.order?.length ?? 0;
  const landed = stillness.matches ? total : landedAt(view, time);
  const drawing = landed < total;
  const isBelief = view.settings.estimate === 'belief';
  return (
    <main id="main" class="projector scene-round" tabIndex={-1}>
      <header class="round-head">
        <div>
          <p class="round-number">{t('round.of', { n: view.round, total: view.rounds })}</p>
          <RoundDots
            round={view.round}
            rounds={view.rounds}
            title={t('round.of', { n: view.round, total: view.rounds })}
          />
        </div>
        <div>
          <h1 class={isBelief ? 'round-question-long' : ''}>{questionWords(parts, isBelief)}</h1>
          <Ribbon now={drawing && view.round > 1 ? 'repeat' : 'family'} />
        </div>
        <Timer view={view} time={time} />
      </header>
      <div class="round-columns">
        <div class="round-left">
          <DrawScene order={view.order ?? ''} landed={landed} parts={parts} round={view.round} />
          <TallyCard view={view} landed={landed} parts={parts} />
        </div>
        <div class="round-right">
          {view.twist && (
            <p class="round-twist">
              <Icon name="refresh" size="1.3em" /> {t('twist.lead')}
            </p>
          )}
          {hasGuesses(view) ? <GuessesCard view={view} /> : <LearnCard lesson={firstLesson(drawing)} />}
        </div>
      </div>
      <footer class="stage-foot">
        <SubmittedBar answered={view.answered} players={view.players} />
        <RejoinCode code={view.code} locked={view.locked} address={address} />
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

/** In the first round of a class that guesses unseen the picture would be empty. */
function hasGuesses({ settings, previousHistogram }: SceneProps['view']): boolean {
  return settings.histogram === 'live' || previousHistogram !== null;
}

/** A belief is two answers: where the share lies and how sure one is. */
function questionWords(parts: readonly FlavourPart[], isBelief: boolean): string {
  const flavour = parts[0]?.name ?? '';
  if (parts.length === 2) return t(isBelief ? 'round.q.belief' : 'round.q', { flavour });
  return t(isBelief ? 'round.q.belief.mix' : 'round.q.mix');
}

function Timer({ view, time }: { view: SceneProps['view']; time: number }): JSX.Element {
  const left = timeLeft(view, time);
  return (
    <div class="round-timer">
      <TimerRing
        fraction={left?.fraction ?? (view.players === 0 ? 0 : view.answered / view.players)}
        seconds={left?.seconds ?? null}
        label={`${view.answered}/${view.players}`}
        warn={left?.warn}
        paused={view.paused}
        title={left === null ? t('round.timer.none') : t('round.timer')}
      />
    </div>
  );
}
