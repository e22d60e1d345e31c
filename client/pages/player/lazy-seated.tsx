import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import type { Game } from './game.ts';

type Seated = typeof import('./seated.tsx').seatedParts;

/** What only a seated phone needs; it comes while the student looks at the lobby, so that joining waits for less. */
export const seated = signal<Seated | null>(null);

const againMs = 1000;

export async function fetchSeated(): Promise<void> {
  while (seated.value === null) {
    try {
      seated.value = (await import('./seated.tsx')).seatedParts;
    } catch {
      // No network just now: the seat is kept, and the next try may succeed.
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

/** The tin on the waiting screens; its place is kept until it is there. */
export function SeatedTin(): JSX.Element {
  const Tin = seated.value?.Tin;
  return <div class="art">{Tin === undefined ? null : <Tin />}</div>;
}

export function AfterRound({ game }: { game: Game }): JSX.Element {
  const Screen = seated.value?.AfterRound;
  if (Screen !== undefined) return <Screen game={game} />;
  return (
    <main class="phone" id="main">
      <div class="centred" role="status">
        <h1 tabIndex={-1}>{t('load.h')}</h1>
      </div>
    </main>
  );
}
