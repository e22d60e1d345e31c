import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HostSeat, HostView } from '../../../../shared/views/wire.ts';
import { Icon } from '../../../art/icon.tsx';
import { t, type WordKey } from '../../../locales/translate.ts';
import { nextPicture, type ResultsPicture, useResultsPicture } from '../../stage/results-picture.ts';
import type { StagePart } from '../../stage/stage-part.ts';
import { useNow } from '../../stage/use-now.ts';
import type { Ahead, HostActs } from './host-acts.ts';
import { primaryStep, revealParts } from './primary-step.ts';
import { SecondScreen } from './second-screen.tsx';

export type Opened =
  | {
      readonly dialog: 'keys' | 'more' | 'seats' | 'mix' | 'reveal' | 'end' | 'endForget' | 'forget' | 'cue';
    }
  | { readonly dialog: 'recovery'; readonly newly: boolean }
  /** A seat that was found by its name may be on no list. */
  | { readonly dialog: 'seat'; readonly playerId: string; readonly found?: HostSeat };

export interface HostControlsProps {
  readonly view: HostView;
  readonly now: () => number;
  readonly part: StagePart;
  readonly choosePart: (part: StagePart) => void;
  readonly acts: HostActs;
  readonly ahead: Ahead;
  readonly setAhead: (ahead: Ahead) => void;
  readonly go: () => void;
  readonly open: (opened: Opened) => void;
}

const idleMs = 4000;
const mostAtOnce = 5;

/** The host's buttons; in a running lesson they step back when the mouse rests. */
export function HostControls(props: HostControlsProps): JSX.Element {
  const { view, open } = props;
  const idle = useIdle();
  const fades = view.phase === 'guessing' || view.phase === 'results';
  return (
    <div class={idle && fades ? 'host-controls host-controls-idle' : 'host-controls'}>
      {view.wantTime > 0 && view.phase === 'guessing' && (
        <span class="pill host-hands" title={t('host.needtime', { n: view.wantTime })}>
          <Icon name="hand" /> <b aria-hidden="true">{view.wantTime}</b>
          <span class="visually-hidden">{t('host.needtime', { n: view.wantTime })}</span>
        </span>
      )}
      <button
        type="button"
        class="button button-icon"
        aria-label={t('host.more')}
        title={t('host.more')}
        onClick={() => open({ dialog: 'more' })}
      >
        <Icon name="more" />
      </button>
      {view.phase === 'lobby' && <SecondScreen code={view.code} />}
      <PhaseButtons {...props} />
    </div>
  );
}

function PhaseButtons(props: HostControlsProps): JSX.Element {
  const { view, now, part, choosePart, acts, go, open } = props;
  const time = useNow(now, view.phase === 'guessing' ? 500 : null);
  const step = primaryStep(view, time, part);
  const turn = nextPicture(view, useResultsPicture(view, part));
  switch (view.phase) {
    case 'lobby':
      return (
        <>
          <button type="button" class="button" disabled={view.mixed} onClick={() => open({ dialog: 'mix' })}>
            {t('lobby.mix.short')}
          </button>
          <button type="button" class="button" onClick={view.locked ? acts.unlock : acts.lock}>
            <Icon name={view.locked ? 'unlock' : 'lock'} /> {t(view.locked ? 'lobby.unlock' : 'lobby.lock')}
          </button>
          <button type="button" class="button button-primary" onClick={go}>
            {t('lobby.start')} <Icon name="arrow" />
          </button>
        </>
      );
    case 'guessing':
      return (
        <>
          <button type="button" class="button" onClick={view.paused ? acts.resume : acts.pause}>
            <Icon name={view.paused ? 'play' : 'pause'} /> {t(view.paused ? 'round.resume' : 'round.pause')}
          </button>
          {view.settings.guessSeconds !== null && (
            <button type="button" class="button" onClick={acts.extend}>
              <Icon name="plus" /> {t('round.extend')}
            </button>
          )}
          <button type="button" class="button button-primary" onClick={go}>
            {t(step.kind === 'act' && step.act === 'skip' ? 'round.skipdraw' : 'round.close')}
          </button>
        </>
      );
    case 'results':
      return (
        <>
          {turn !== null && (
            <button type="button" class="button" onClick={() => choosePart(turn)}>
              {t(pictureWords[turn])}
            </button>
          )}
          <NextButton {...props} />
        </>
      );
    case 'bet':
      return (
        <button type="button" class="button button-primary" onClick={go}>
          {t('reveal.cta')} <Icon name="arrow" />
        </button>
      );
    case 'revealed':
    case 'ended':
      return <AfterButtons {...props} />;
  }
}

const pictureWords: Readonly<Record<ResultsPicture, WordKey>> = {
  guesses: 'round.guesses',
  elbo: 'learn.elbo.h',
  chart: 'results.turn.chart',
  learn: 'learn.more',
};

function NextButton({ view, ahead, setAhead, go }: HostControlsProps): JSX.Element {
  const { draws, twist } = ahead;
  const left = view.rounds - view.round;
  if (left === 0) {
    return (
      <button type="button" class="button button-primary" onClick={go}>
        {t(view.settings.bet ? 'bet.toStage' : 'results.toreveal')} <Icon name="arrow" />
      </button>
    );
  }
  return (
    <>
      {left > 1 && (
        <select
          class="button host-draws"
          aria-label={t('round.draw.k', { n: draws })}
          title={t('round.draw.k', { n: draws })}
          value={draws}
          onChange={(event) => setAhead({ ...ahead, draws: Number(event.currentTarget.value) })}
        >
          {Array.from({ length: Math.min(mostAtOnce, left) }, (_, i) => (
            <option key={i + 1} value={i + 1}>
              {`× ${i + 1}`}
            </option>
          ))}
        </select>
      )}
      {view.settings.estimate === 'belief' && (
        <button
          type="button"
          class="button host-twist"
          aria-pressed={twist}
          title={t('host.twist.p')}
          onClick={() => setAhead({ ...ahead, twist: !twist })}
        >
          <Icon name={twist ? 'check' : 'refresh'} /> {t('host.twist')}
        </button>
      )}
      <button type="button" class="button button-primary" onClick={go}>
        {t('round.next')} <Icon name="arrow" />
      </button>
    </>
  );
}

const partWords: Partial<Record<StagePart, WordKey>> = {
  podium: 'reveal.podium',
  bets: 'bets.h',
  rewind: 'reveal.rewind',
  debrief: 'reveal.debrief',
};

function AfterButtons({ view, part, choosePart, go, open }: HostControlsProps): JSX.Element {
  const parts = revealParts(view.reveal);
  const now = part === 'auto' ? (view.phase === 'ended' ? 'debrief' : 'podium') : part;
  const next = parts[parts.indexOf(now) + 1];
  return (
    <>
      {parts
        .filter((one) => one !== now)
        .map((one) => (
          <button
            key={one}
            type="button"
            class={view.phase === 'revealed' && one === next ? 'button button-primary' : 'button'}
            onClick={() => choosePart(one)}
          >
            {t(partWords[one] ?? 'host.next')}
          </button>
        ))}
      {view.phase === 'revealed' && now === 'debrief' && (
        <button type="button" class="button button-primary" onClick={() => open({ dialog: 'end' })}>
          {t('host.end')}
        </button>
      )}
      {view.phase === 'ended' && (
        <button type="button" class="button button-primary" onClick={go}>
          <Icon name="refresh" /> {t('host.again')}
        </button>
      )}
    </>
  );
}

function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), idleMs);
    const wake = (): void => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), idleMs);
    };
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    for (const name of events) window.addEventListener(name, wake);
    return () => {
      clearTimeout(timer);
      for (const name of events) window.removeEventListener(name, wake);
    };
  }, []);
  return idle;
}
