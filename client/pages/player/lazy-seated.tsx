import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { RoomSettings } from '../../../shared/room/settings.ts';
import { language, loadSeated, preferredLanguage, t } from '../../locales/translate.ts';
import type { Game } from './game.ts';

type Seated = typeof import('./seated.tsx').seatedParts;
type BeliefParts = typeof import('./belief-input.tsx');

/** What only a seated phone needs; it comes while the student looks at the lobby, so that joining waits for less. */
export const seated = signal<Seated | null>(null);

/** What only a belief game needs. */
const beliefParts = signal<BeliefParts | null>(null);

const againMs = 1000;

/** Words first, in the room's language unless somebody chose another: no screen stands without them. */
export async function fetchSeated(
  room: Pick<RoomSettings, 'estimate'> & { language?: string },
): Promise<void> {
  for (;;) {
    try {
      await loadSeated(room.language === undefined ? language.peek() : preferredLanguage(room.language));
      seated.value ??= (await import('./seated.tsx')).seatedParts;
      if (room.estimate === 'belief') beliefParts.value ??= await import('./belief-input.tsx');
      return;
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

/** The seal, for those who wait for the first draw. */
export function Seal({ game }: { game: Game }): JSX.Element | null {
  const Note = seated.value?.SealNote;
  return Note === undefined ? null : <Note game={game} />;
}

export function AfterRound({ game }: { game: Game }): JSX.Element {
  const Screen = seated.value?.AfterRound;
  return Screen === undefined ? <Loading /> : <Screen game={game} />;
}

export function Late({ game, onGo }: { game: Game; onGo: () => void }): JSX.Element {
  const Screen = seated.value?.LateScreen;
  return Screen === undefined ? <Loading /> : <Screen game={game} onGo={onGo} />;
}

export function Loading({ note }: { note?: string }): JSX.Element {
  return (
    <main class="phone" id="main">
      <div class="centred" role="status">
        <h1 tabIndex={-1}>{t('load.h')}</h1>
        {note && <p>{note}</p>}
      </div>
    </main>
  );
}

/** Curve and confidence of a belief game; nothing in the point game. */
export function BeliefAbove({ game }: { game: Game }): JSX.Element | null {
  const Curve = beliefParts.value?.BeliefCurve;
  const settings = game.settings.value;
  if (Curve === undefined || settings?.estimate !== 'belief') return null;
  return <Curve flavours={settings.flavours} tenths={game.tenths.value} cookies={game.cookies.value} />;
}

export function BeliefBelow({ game, disabled }: { game: Game; disabled?: boolean }): JSX.Element | null {
  const Confidence = beliefParts.value?.ConfidenceInput;
  const settings = game.settings.value;
  if (Confidence === undefined || settings?.estimate !== 'belief') return null;
  return (
    <Confidence
      cookies={game.cookies.value}
      disabled={disabled}
      onInput={(cookies) => {
        game.cookies.value = cookies;
      }}
      onRelease={() => game.place(false)}
    />
  );
}
