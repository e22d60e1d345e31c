import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TallyLevel } from '../../../shared/room/settings.ts';
import { language } from '../../locales/translate.ts';
import { GuessScreen } from '../player/guess-screen.tsx';
import { AfterRound, fetchSeated, seated } from '../player/lazy-seated.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { useResultsPicture } from '../stage/results-picture.ts';
import { beginPractice, practiceNames } from './begin.ts';
import { Front } from './front.tsx';
import { Intro } from './intro.tsx';
import { PracticeBar } from './practice-bar.tsx';
import type { Practice } from './practice-game.ts';
import { firstShown, type Shown } from './shown.ts';
import { useColumns } from './use-columns.ts';
import '../player/player.css';
import './practice.css';

/** The lesson for one: nothing of it leaves this page, and nothing is left of it when the page closes. */
export function PracticePage(): JSX.Element {
  const [tally, setTally] = useState<TallyLevel>('always');
  const [practice, setPractice] = useState(() => beginPractice(language.peek(), tally));
  const again = (): void => {
    setPractice(beginPractice(language.peek(), tally));
    window.scrollTo(0, 0);
  };
  const chooseTally = (wanted: TallyLevel): void => {
    const next = beginPractice(language.peek(), wanted);
    next.game.set(practice.game.tenths.peek());
    next.game.place(false);
    setTally(wanted);
    setPractice(next);
  };
  useEffect(() => practice.close, [practice]);
  useEffect(() => practice.rename(practiceNames()), [practice, language.value]);
  // Everything the lesson will need is here before it starts: from then on no network is missed.
  useEffect(() => void fetchSeated({ estimate: 'point' }), []);
  return (
    <div class="practice">
      <TopBar back="/" />
      {practice.front.value.phase === 'lobby' ? (
        <Intro practice={practice} tally={tally} chooseTally={chooseTally} />
      ) : (
        <Room practice={practice} again={again} />
      )}
    </div>
  );
}

function Room({ practice, again }: { practice: Practice; again: () => void }): JSX.Element {
  const { game, front } = practice;
  const view = front.value;
  const columns = useColumns();
  const scene = `${view.phase} ${view.round} ${game.showing.value}`;
  const [chosen, setChosen] = useState<{ readonly scene: string; readonly shown: Shown } | null>(null);
  const wanted = chosen?.scene === scene ? chosen.shown : firstShown(view, columns, game.showing.value);
  const shown = columns === 2 && wanted === 'mine' ? firstShown(view, columns, false) : wanted;
  const part = shown === 'mine' ? 'auto' : shown;
  const picture = useResultsPicture(view, part);
  const lit = view.phase === 'results' && shown !== 'mine' ? picture : shown;

  const speak = seated.value?.speak;
  useEffect(() => speak?.(game), [game, speak]);
  const root = useRef<HTMLDivElement>(null);
  const step = `${scene} ${game.done.value}`;
  useLayoutEffect(() => {
    // The slider is not let go of because a phase changed under it.
    if (document.activeElement instanceof HTMLInputElement) return;
    const heading =
      root.current?.querySelector<HTMLElement>('.phone h1') ?? root.current?.querySelector('main');
    heading?.focus({ preventScroll: true });
  }, [step, columns === 1 && shown === 'mine']);
  return (
    <div ref={root} class="practice-room" data-columns={columns}>
      {(columns === 2 || shown !== 'mine') && (
        <Front view={view} now={game.line.serverNow} part={part} beside={columns === 2} />
      )}
      {(columns === 2 || shown === 'mine') && (
        <div class="practice-phone">
          {view.phase === 'guessing' ? <GuessScreen game={game} /> : <AfterRound game={game} />}
        </div>
      )}
      <PracticeBar
        practice={practice}
        shown={lit}
        columns={columns}
        show={(next) => setChosen({ scene, shown: next })}
        again={again}
      />
    </div>
  );
}
