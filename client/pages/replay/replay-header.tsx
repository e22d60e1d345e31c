import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { Logo } from '../../art/logo.tsx';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { language, t } from '../../locales/translate.ts';
import { pastRooms } from '../host/past-rooms-store.ts';
import { Link } from '../shell/link.tsx';
import { LanguageSwitch, ThemeSwitch } from '../shell/switches.tsx';
import { FairnessButton } from './fairness-button.tsx';
import { storyId } from './load-replay.ts';
import { saveAsHost, saveBlob } from './save.ts';

export interface ReplayHeaderProps {
  readonly id: string;
  readonly replay: Replay;
  /** Without a network what only the server can give is not offered. */
  readonly isCopy: boolean;
}

export function ReplayHeader({ id, replay, isCopy }: ReplayHeaderProps): JSX.Element {
  const whole = replay.jar.reduce((sum, count) => sum + count, 0);
  const mix = replay.jar
    .map((count) => formatPercent(count / whole, (count * 100) % whole === 0 ? 0 : 1))
    .join(' : ');
  const story = id === storyId;
  const about = [
    ...(isCopy ? [t('replay.copy')] : []),
    ...(story ? [] : [new Date(replay.openedAt).toLocaleDateString(language.value, { dateStyle: 'medium' })]),
    ...(story ? [] : [t('replay.all', { n: formatCount(replay.players.length) })]),
    mix,
  ];
  const title = story ? t('replay.story.h') : replay.title || t('dash.untitled');
  return (
    <header class="topbar replay-header">
      <Link to="/rooms" class="button button-quiet button-icon" label={t('app.back')}>
        <Icon name="back" />
      </Link>
      <Link to="/" class="sign" label={t('app.name')}>
        <Logo /> <span>{t('app.name')}</span>
      </Link>
      <div class="replay-title">
        <h1>
          <span class="visually-hidden">{t('replay.h')}: </span>
          {title}
        </h1>
        <p title={about.join(' · ')}>{about.join(' · ')}</p>
      </div>
      <div class="push replay-tools">
        {!isCopy && <FairnessButton replay={replay} />}
        <Exports id={id} replay={replay} isOnDevice={isCopy || story} />
        <div class="replay-switches">
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
      </div>
    </header>
  );
}

interface ExportsProps {
  readonly id: string;
  readonly replay: Replay;
  /** Made here from what is on screen; the server knows nothing of it, or cannot be asked. */
  readonly isOnDevice: boolean;
}

/** The host's own browser asks with its token and gets the names; everybody else gets what the host allows. */
function Exports({ id, replay, isOnDevice }: ExportsProps): JSX.Element {
  const [failed, setFailed] = useState(false);
  if (isOnDevice) {
    const json = (): void =>
      saveBlob(
        new Blob([JSON.stringify({ exportVersion: 1, replay })], { type: 'application/json' }),
        `bakery-${id}.json`,
      );
    return (
      <div class="replay-exports">
        <button type="button" class="button" onClick={json}>
          <Icon name="download" /> {t('replay.export.json')}
        </button>
      </div>
    );
  }
  const token = pastRooms().find(({ replayId }) => replayId === id)?.hostToken;
  const day = new Date(replay.openedAt).toISOString().slice(0, 10);
  return (
    <div class="replay-exports">
      <span class="visually-hidden">{t('replay.export')}</span>
      {(['csv', 'json'] as const).map((kind) => {
        const path = `/api/replays/${encodeURIComponent(id)}/export.${kind}`;
        const name = `bakery-${replay.fairness?.code ?? id}-${day}.${kind}`;
        const inside = (
          <>
            <Icon name="download" /> {t(`replay.export.${kind}`)}
          </>
        );
        return token === undefined ? (
          <a key={kind} class="button" href={path} download={name}>
            {inside}
          </a>
        ) : (
          <button
            key={kind}
            type="button"
            class="button"
            onClick={() => void saveAsHost(path, token, name).then((saved) => setFailed(!saved))}
          >
            {inside}
          </button>
        );
      })}
      {failed && (
        <span role="alert" class="warn">
          {t('replay.export.failed')}
        </span>
      )}
    </div>
  );
}
