import type { JSX } from 'preact';
import { Tin } from '../../art/tin.tsx';
import { BetScreen } from './bet-screen.tsx';
import { FinalScreen } from './final-screen.tsx';
import type { Game } from './game.ts';
import { keepReceipts } from './keep-receipts.ts';
import { LateScreen } from './late-screen.tsx';
import { tend } from './line-notes.tsx';
import { ResultScreen } from './result-screen.tsx';
import { SealNote } from './seal-note.tsx';
import { speak } from './speak.ts';
import { stayAwake, staysAwake } from './stay-awake.ts';
import './after-round.css';

function AfterRound({ game }: { game: Game }): JSX.Element | null {
  const phase = game.view.value?.phase;
  if (phase === 'bet') return <BetScreen game={game} />;
  return phase === 'results' ? <ResultScreen game={game} /> : <FinalScreen game={game} />;
}

export const seatedParts = {
  AfterRound,
  LateScreen,
  SealNote,
  Tin,
  keepReceipts,
  speak,
  stayAwake,
  staysAwake,
  tend,
} as const;
