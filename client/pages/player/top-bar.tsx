import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import type { Game } from './game.ts';
import { lineView } from './line-view.ts';

const lateFrom = 10;

/** Where we are, whether the line stands, and how much time is left. */
export function TopBar({ game, heading }: { game: Game; heading: string }): JSX.Element {
  const view = game.view.value;
  // The clock starts when the cookies have been shown.
  const left = game.showing.value ? null : game.secondsLeft.value;
  const guessing = view?.phase === 'guessing';
  const offline = game.line.link.value === 'offline';
  const late = left !== null && left <= lateFrom;
  const full = game.settings.value?.guessSeconds ?? null;
  const Notes = lineView.value?.Notes;
  return (
    <>
      {guessing && left !== null && full !== null ? (
        <div class="time-bar" data-late={late} aria-hidden="true">
          <i style={{ '--left': Math.min(1, left / full) }} />
        </div>
      ) : null}
      {Notes && <Notes game={game} />}
      <header class="top-bar">
        <span>{heading}</span>
        <span class="line" data-link={game.line.link.value}>
          <Icon
            name={offline ? 'wifi-off' : 'wifi'}
            size={20}
            title={offline ? t('sr.conn.lost') : t('net.online')}
          />
        </span>
        {guessing && view.paused ? (
          <span class="clock">
            <Icon name="pause" size={20} />
            {t('round.paused')}
          </span>
        ) : guessing && left !== null ? (
          <span class="clock" role="timer" data-late={late}>
            <Icon name="clock" size={20} />
            {t('guess.left', { n: left })}
          </span>
        ) : null}
      </header>
    </>
  );
}
