import type { JSX } from 'preact';
import { Tin } from '../../art/tin.tsx';
import { FinalScreen } from './final-screen.tsx';
import type { Game } from './game.ts';
import { ResultScreen } from './result-screen.tsx';
import { speak } from './speak.ts';
import './after-round.css';

function AfterRound({ game }: { game: Game }): JSX.Element | null {
  return game.view.value?.phase === 'results' ? <ResultScreen game={game} /> : <FinalScreen game={game} />;
}

export const seatedParts = { AfterRound, Tin, speak } as const;
