import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';

const storageKey = 'replay-keys';

export function keysAllowed(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

/** The keys in words, and a switch for those whose own tools need them. */
export function Keys({
  allowed,
  onAllowed,
}: {
  allowed: boolean;
  onAllowed: (allowed: boolean) => void;
}): JSX.Element {
  const allow = (wanted: boolean): void => {
    onAllowed(wanted);
    try {
      localStorage.setItem(storageKey, wanted ? 'on' : 'off');
    } catch {
      // A browser that refuses storage still switches, for this page only.
    }
  };
  return (
    <details class="replay-keys">
      <summary>{t('replay.keys.h')}</summary>
      <dl>
        <Key keys="← →" means={t('replay.keys.round')} />
        <Key keys="Home End" means={t('replay.keys.ends')} />
        <Key keys={t('replay.keys.space')} means={`${t('replay.play')} / ${t('replay.pause')}`} />
        <Key keys="1 2 3 4" means={`${t('replay.speed')} 0.5× 1× 2× 4×`} />
      </dl>
      <label class="switch">
        <input type="checkbox" checked={allowed} onChange={(event) => allow(event.currentTarget.checked)} />
        {t('replay.keys.on')}
      </label>
    </details>
  );
}

function Key({ keys, means }: { keys: string; means: string }): JSX.Element {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{means}</dd>
    </div>
  );
}
