import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { freshenOnce } from '../../fresh-page.ts';
import { errorWords, t } from '../../locales/translate.ts';
import { LiveRegions } from '../live-region.tsx';
import { type Entry, type Game, type JoinedGame, joinGame } from './game.ts';
import { GuessScreen } from './guess-screen.tsx';
import { JoinScreen } from './join-screen.tsx';
import { AfterRound, fetchSeated, Late, Loading, seated } from './lazy-seated.tsx';
import { lineView } from './line-view.ts';
import { readTicket } from './seat-ticket.ts';
import { TroubleScreen } from './trouble-screen.tsx';
import { WaitScreen } from './wait-screen.tsx';
import './player.css';

const giveUpMs = 20_000;

/** The phone: a seat is taken or found again, then the room's phase says which screen stands. */
export function PlayerApp({ code, joinKey }: { code: string; joinKey: string | undefined }): JSX.Element {
  const [game, setGame] = useState<JoinedGame | null>(() =>
    code !== '' && readTicket(code) !== null ? joinGame({ code, key: joinKey }) : null,
  );
  const join = (entry: Pick<Entry, 'code' | 'name' | 'cookie'>) => {
    game?.close();
    if (entry.code !== code) history.replaceState(null, '', `/play/${entry.code}`);
    setGame(joinGame({ ...entry, key: entry.code === code ? joinKey : undefined }));
  };
  const again = () => {
    game?.close();
    setGame(null);
  };

  if (game === null) {
    return (
      <JoinScreen code={code} scanned={joinKey !== undefined} refused={null} busy={false} onJoin={join} />
    );
  }
  return <Seat game={game} code={code} scanned={joinKey !== undefined} onJoin={join} onAgain={again} />;
}

interface SeatProps {
  readonly game: JoinedGame;
  readonly code: string;
  readonly scanned: boolean;
  onJoin(entry: Pick<Entry, 'code' | 'name' | 'cookie'>): void;
  onAgain(): void;
}

export function Seat({ game, code, scanned, onJoin, onAgain }: SeatProps): JSX.Element | null {
  const [lateSeen, setLateSeen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const view = game.view.value;
  const you = game.you.value;
  const gone = game.gone.value;
  const refused = game.line.refused.value;
  const step = screenOf(game);

  const settings = game.settings.value;
  useEffect(() => {
    if (settings !== null) void fetchSeated(settings);
  }, [settings]);
  const parts = seated.value;
  useEffect(() => freshenOnce(game.line), [game]);
  useEffect(() => parts?.speak(game), [game, parts]);
  useEffect(() => parts?.keepReceipts(game), [game, parts]);
  useEffect(() => parts?.tend(game), [game, parts]);
  useEffect(() => parts?.stayAwake(game), [game, parts]);

  /** A new phase moves the focus to its heading, never while a finger or key is on a control. */
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) {
      root.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    }
  }, [step]);

  const screen = (() => {
    if (gone === 'removed' || gone === 'left') {
      return (
        <TroubleScreen heading={t('kick.h')} text={t('kick.p')}>
          <button type="button" class="button button-primary button-wide" onClick={onAgain}>
            {t('kick.cta')}
          </button>
        </TroubleScreen>
      );
    }
    if (gone === 'superseded') {
      return (
        <TroubleScreen heading={t('dup.h')} text={t('dup.p')}>
          <button type="button" class="button button-primary button-wide" onClick={game.takeOver}>
            {t('dup.cta')}
          </button>
        </TroubleScreen>
      );
    }
    if (refused?.code === 'protocol/outdated') {
      return (
        <TroubleScreen heading={t('err.h')} text={errorWords(refused.code)} code={refused.code}>
          <button type="button" class="button button-primary button-wide" onClick={() => location.reload()}>
            {t('err.reload')}
          </button>
        </TroubleScreen>
      );
    }
    if (game.me.value === null || view === null || you === null) {
      if (readTicket(game.code) === null || refused !== null) {
        return (
          <JoinScreen
            code={code}
            scanned={scanned}
            refused={refused}
            busy={refused === null}
            onJoin={onJoin}
          />
        );
      }
      return <Connecting game={game} />;
    }
    if (isLongLost(game) && view.phase !== 'guessing') return <CannotConnect game={game} />;
    if (view.phase === 'lobby') return <WaitScreen game={game} />;
    if (view.phase === 'bet' || view.phase === 'revealed' || view.phase === 'ended')
      return <AfterRound game={game} />;
    if (you.fromRound > 1 && you.score === null && !lateSeen) {
      return <Late game={game} onGo={() => setLateSeen(true)} />;
    }
    return view.phase === 'guessing' ? <GuessScreen game={game} /> : <AfterRound game={game} />;
  })();
  return (
    <>
      <div ref={root}>{screen}</div>
      <LiveRegions />
    </>
  );
}

function screenOf(game: Game): string {
  const view = game.view.value;
  return `${game.gone.value} ${view?.phase} ${view?.round} ${game.done.value} ${game.showing.value}`;
}

function Connecting({ game }: { game: Game }): JSX.Element {
  if (game.line.lostAt.value === null) return <Loading />;
  return isLongLost(game) ? <CannotConnect game={game} /> : <Loading note={t('net.lost')} />;
}

/** Reading the game's clock has the page look again as time passes. */
function isLongLost({ line, now }: Game): boolean {
  const since = line.lostAt.value;
  return since !== null && now.value > 0 && performance.now() - since > giveUpMs;
}

function CannotConnect({ game }: { game: Game }): JSX.Element {
  return (
    <TroubleScreen
      heading={t('net.fail')}
      text={lineView.value?.troubleWords() ?? t('net.fail.p')}
      code="NET-02"
    >
      <button type="button" class="button button-primary button-wide" onClick={game.line.retry}>
        {t('app.retry')}
      </button>
    </TroubleScreen>
  );
}
