import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { Awning } from '../../art/awning.tsx';
import { Icon } from '../../art/icon.tsx';
import { Logo } from '../../art/logo.tsx';
import { Tin } from '../../art/tin.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { fingerprint } from '../fingerprint.ts';
import { timesSealed } from '../kept.ts';
import { keptOf } from '../kept-store.ts';
import { grouped } from '../landing/code-field.ts';
import { NameTray } from './name-tray.tsx';
import { QrCode } from './qr-code.tsx';
import { Ribbon } from './ribbon.tsx';
import type { SceneProps } from './scene.ts';

/** The address, the code and the camera's way in on the left; who has come on the right. */
export function LobbyScene({ view, address, controls, pickSeat }: SceneProps): JSX.Element {
  const lobby = view.lobby ?? [];
  const code = grouped(view.code);
  return (
    <main id="main" class="projector scene-lobby" tabIndex={-1}>
      <div class="lobby-awning">
        <Awning stripes={20} />
      </div>
      <section class="lobby-join">
        <p class="sign">
          <Logo /> {t('app.name')}
          {view.title !== '' && (
            <span class="lobby-title" title={view.title}>
              {view.title}
            </span>
          )}
        </p>
        <h1 style={{ '--letters': String(t('lobby.h1').length) }}>{t('lobby.h1')}</h1>
        <div class="card lobby-ticket">
          <figure>
            <QrCode text={address.url} title={t('lobby.scan')} />
            <figcaption>{t('lobby.scan')}</figcaption>
          </figure>
          <div>
            <p class="lobby-label">{t('lobby.at')}</p>
            <p class="lobby-url" style={{ '--letters': String(address.spoken.length) }}>
              {address.spoken}
            </p>
            <p class="lobby-label">{t('lobby.code')}</p>
            <p
              class={view.locked ? 'lobby-code lobby-code-locked' : 'lobby-code'}
              style={{ '--letters': String(code.length) }}
            >
              {code}
            </p>
            {view.locked && (
              <p class="with-icon warn">
                <Icon name="lock" /> {t('lobby.locked')}
              </p>
            )}
          </div>
        </div>
        {address.spoken.startsWith('http:') && (
          <p class="lobby-wifi">
            <Icon name="wifi" /> {t('lobby.wifi')}
          </p>
        )}
        <Seal view={view} />
      </section>
      <section class="lobby-class">
        <Counted players={view.players} />
        <NameTray seats={lobby} players={view.players} pickSeat={pickSeat} />
        <div class="stage-controls">{controls ?? <Ribbon now="model" />}</div>
      </section>
    </main>
  );
}

function Counted({ players }: { players: number }): JSX.Element {
  if (players === 0) return <p class="lobby-count lobby-count-none">{t('lobby.count.zero')}</p>;
  const [before = '', after = ''] = t('lobby.count', { n: '\n' }).split('\n');
  return (
    <p class="lobby-count">
      {before} <b>{formatCount(players)}</b>
      {after}
    </p>
  );
}

/** A jar that is sealed anew is sealed anew before everybody's eyes. */
function Seal({ view }: { view: DisplayView }): JSX.Element {
  const sealed = timesSealed(keptOf(view));
  return (
    <div class="lobby-seal">
      <Tin sealed />
      <p>
        <b>{t('lobby.sealed')}</b> <code>{fingerprint(view.commitment)}</code>
        <br />
        {view.mixed ? t('lobby.mixed') : sealed > 1 ? t('seal.again', { n: sealed }) : t('lobby.sealed.hint')}
      </p>
    </div>
  );
}
