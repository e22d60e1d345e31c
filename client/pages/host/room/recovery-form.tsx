import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../art/icon.tsx';
import { t } from '../../../locales/translate.ts';
import { Link } from '../../shell/link.tsx';

export function RecoveryForm({
  wrong,
  onCode,
}: {
  wrong: boolean;
  onCode: (code: string) => void;
}): JSX.Element {
  const [code, setCode] = useState('');
  return (
    <main id="main" class="shell-notice" tabIndex={-1}>
      <h1>{t('host.lost')}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') onCode(code.trim());
        }}
      >
        <div class="field">
          <label for="recovery">{t('lobby.recovery')}</label>
          <input
            id="recovery"
            class="input"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            value={code}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'recovery-problem' : undefined}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        {wrong && (
          <p id="recovery-problem" class="field-error">
            <Icon name="alert" /> {t('lobby.recovery.bad')}
          </p>
        )}
        <button type="submit" class="button button-primary button-wide">
          {t('lobby.recovery.enter')}
        </button>
      </form>
      <Link to="/rooms">{t('dash.h')}</Link>
    </main>
  );
}
