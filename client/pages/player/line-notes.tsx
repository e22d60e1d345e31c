import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { type LineWatch, watchLine } from '../../line-watch.ts';
import { t } from '../../locales/translate.ts';
import type { Game, JoinedGame } from './game.ts';
import { lineView } from './line-view.ts';
import './line-notes.css';

const watched = signal<LineWatch | null>(null);

/** Keeps the seat's line awake. */
export function tend(game: JoinedGame): () => void {
  const watch = watchLine(game.line, () => game.view.peek()?.players ?? 0);
  watched.value = watch;
  lineView.value = { Notes, troubleWords };
  return () => {
    watch.stop();
    watched.value = null;
    lineView.value = null;
  };
}

/** What can be done about the line; null while nothing is known but that it is gone. */
function troubleWords(): string | null {
  const trouble = watched.value?.trouble.value ?? null;
  return trouble === null ? null : t(`line.${trouble}.p`);
}

/** Above a screen: what is wrong with the line, and what that means for the student. */
function Notes({ game }: { game: Game }): JSX.Element | null {
  if (game.line.link.value === 'offline') {
    const isPortal = watched.value?.trouble.value === 'portal';
    return (
      <Note name="lost" icon="wifi-off">
        <b>{isPortal ? t('line.portal.h') : t('net.lost')}</b>
        {troubleWords() ?? t('line.lost.keep')}
      </Note>
    );
  }
  // One at a time, the most pressing: small screens have room for the game or for notes.
  const missed = game.missed.value ?? 0;
  if (missed > 0) {
    return (
      <Note name="missed" icon="alert">
        {t('line.missed', { n: missed })}
      </Note>
    );
  }
  if (game.hostAway.value) {
    return (
      <Note name="host" icon="clock">
        {t('line.host')}
      </Note>
    );
  }
  if (!watched.value?.slow.value) return null;
  return (
    <Note name="slow" icon="wifi">
      {t('line.slow')}
    </Note>
  );
}

interface NoteProps {
  readonly name: 'lost' | 'missed' | 'host' | 'slow';
  readonly icon: 'wifi-off' | 'wifi' | 'alert' | 'clock';
  readonly children: JSX.Element['props']['children'];
}

function Note({ name, icon, children }: NoteProps): JSX.Element {
  return (
    <div class="line-note" data-note={name} role="status">
      <Icon name={icon} size={20} />
      <div>{children}</div>
    </div>
  );
}
