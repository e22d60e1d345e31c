import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../art/icon.tsx';
import { errorWords, t } from '../../../locales/translate.ts';

import { announce } from '../../live-region.tsx';
import { makeTicket } from '../../player/seat-ticket.ts';
import { type Answer, takeHost } from '../../shell/api.ts';
import { Link } from '../../shell/link.tsx';
import { rememberTaken } from '../past-rooms-store.ts';

export interface RecoveryFormProps {
  readonly code: string;
  /** This device was the host until another took the room over. */
  readonly taken: boolean;
  readonly onHost: () => void;
}

const keptAs = (code: string): string => `host-token ${code}`;

/** The same token until an answer has come: the server may have handed the room over and the answer got lost. */
function tokenFor(code: string): string {
  const token = sessionStorage.getItem(keptAs(code)) ?? makeTicket();
  sessionStorage.setItem(keptAs(code), token);
  return token;
}

export function RecoveryForm({ code, taken, onHost }: RecoveryFormProps): JSX.Element {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const take = async (): Promise<void> => {
    if (busy || typed.trim() === '') return;
    setBusy(true);
    const hostToken = tokenFor(code);
    const answer = await takeHost(code, hostToken, typed.trim());
    setBusy(false);
    if (answer.ok) {
      rememberTaken(answer.value, hostToken);
      sessionStorage.removeItem(keptAs(code));
      onHost();
      return;
    }
    const words = refusalWords(answer);
    setProblem(words);
    announce('recovery', words, 'assertive');
    document.getElementById('recovery')?.focus();
  };

  return (
    <main id="main" class="shell-notice" tabIndex={-1}>
      <h1>{t(taken ? 'host.taken' : 'host.lost')}</h1>
      <p>{t(taken ? 'host.taken.p' : 'host.lost.p')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void take();
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
            maxLength={40}
            value={typed}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'recovery-problem'}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setProblem(null);
            }}
          />
        </div>
        {problem !== null && (
          <p id="recovery-problem" class="field-error">
            <Icon name="alert" /> {problem}
          </p>
        )}
        <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
          {t('lobby.recovery.enter')}
        </button>
      </form>
      <Link to="/rooms">{t('dash.h')}</Link>
    </main>
  );
}

function refusalWords({ code, waitS = 0 }: Extract<Answer<unknown>, { ok: false }>): string {
  if (code === 'offline') return t('net.fail.p');
  if (code === 'host/required') return t('lobby.recovery.bad');
  if (code === 'rate/slow-down' && waitS > 60) return t('lobby.recovery.wait', { n: Math.ceil(waitS / 60) });
  return errorWords(code);
}
