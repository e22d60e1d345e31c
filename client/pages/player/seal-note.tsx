import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { fingerprint } from '../fingerprint.ts';
import { timesSealed } from '../kept.ts';
import { keptOf } from '../kept-store.ts';
import type { Game } from './game.ts';

/** The seal as this phone keeps it, short enough to compare with the wall; the whole of it behind a tap. */
export function SealNote({ game }: { game: Game }): JSX.Element | null {
  const me = game.me.value;
  if (me === null) return null;
  const sealed = timesSealed(keptOf({ code: game.code, openedAt: me.openedAt }));
  return (
    <details class="seal-note">
      <summary>
        <Icon name="lock" size={18} /> {t('lobby.sealed')} <code>{fingerprint(me.commitment)}</code>
      </summary>
      <p>{t('seal.p')}</p>
      <code>{me.commitment}</code>
      {sealed > 1 && <p class="seal-again">{t('seal.again', { n: sealed })}</p>}
    </details>
  );
}
