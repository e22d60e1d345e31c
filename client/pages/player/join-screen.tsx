import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Awning } from '../../art/awning.tsx';
import { Cookie } from '../../art/cookie.tsx';
import { flavourIds } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { Logo } from '../../art/logo.tsx';
import type { Refused } from '../../connection.ts';
import { languageName, nextLanguage, roomLanguage } from '../../locales/languages.ts';
import { errorWords, language, setLanguage, t } from '../../locales/translate.ts';
import { grouped } from '../landing/code-field.ts';
import type { Entry } from './game.ts';

interface JoinScreenProps {
  readonly code: string;
  /** The code came with the QR code's key: nothing to type. */
  readonly scanned: boolean;
  readonly refused: Refused | null;
  readonly busy: boolean;
  onJoin(entry: Pick<Entry, 'code' | 'name' | 'cookie'>): void;
}

const graphemeLimit = 12;

function luckyNumber(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** Null while the list of names cannot be fetched: what was typed stays. */
async function luckyName(): Promise<string | null> {
  const names = await import('../../../shared/nicknames.ts').catch(() => null);
  return names === null ? null : names.suggestName(luckyNumber(), roomLanguage(language.value));
}

function graphemes(text: string): number {
  return typeof Intl.Segmenter === 'function'
    ? [...new Intl.Segmenter().segment(text)].length
    : [...text].length;
}

/** What was typed outlives the form: a refusal brings it back as it was. */
const typedDigits = signal<string | null>(null);
const typedName = signal('');
const chosenCookie = signal(luckyNumber() % flavourIds.length);

export function JoinScreen({ code, scanned, refused, busy, onJoin }: JoinScreenProps): JSX.Element {
  const digits = typedDigits.value ?? code;
  const name = typedName.value;
  const cookie = chosenCookie.value;
  const [short, setShort] = useState<'code' | 'name' | null>(null);
  const nameRefused = refused?.code.startsWith('name/') ?? false;
  const codeError =
    short === 'code'
      ? t('join.err.code.short')
      : refused !== null && !nameRefused
        ? errorWords(refused.code)
        : null;
  const nameError =
    short === 'name'
      ? t('join.err.name.len')
      : nameRefused && refused !== null
        ? errorWords(refused.code)
        : null;
  useEffect(() => {
    if (codeError !== null) document.getElementById('room-code')?.focus();
    else if (nameError !== null) document.getElementById('nickname')?.focus();
  }, [codeError, nameError]);

  const submit = (event: Event) => {
    event.preventDefault();
    const cleaned = digits.replace(/\D/g, '');
    const wanted = name.trim();
    if (cleaned.length < 6) setShort('code');
    else if (wanted === '' || graphemes(wanted) > graphemeLimit) setShort('name');
    else {
      setShort(null);
      onJoin({ code: cleaned, name: wanted, cookie });
    }
  };

  const next = nextLanguage(language.value);
  return (
    <main class="phone" id="main">
      <div class="awning-strip">
        <Awning />
      </div>
      <div class="brand-row">
        <Logo size={36} />
        <span class="wordmark">{t('app.name')}</span>
        <button type="button" class="button button-quiet" lang={next} onClick={() => void setLanguage(next)}>
          <Icon name="globe" />
          {languageName(next)}
        </button>
      </div>
      <h1 tabIndex={-1}>{t('join.h')}</h1>
      <form class="join-form" onSubmit={submit} noValidate>
        <div class="field">
          <label for="room-code">{t('join.code')}</label>
          <input
            id="room-code"
            class="input code-input"
            inputMode="numeric"
            autoComplete="off"
            value={grouped(digits)}
            aria-invalid={codeError !== null}
            aria-describedby="room-code-note"
            onInput={(event) => {
              typedDigits.value = event.currentTarget.value.replace(/\D/g, '').slice(0, 12);
            }}
          />
          <Note id="room-code-note" error={codeError}>
            {scanned && digits === code ? (
              <span class="with-icon good">
                <Icon name="check" size={18} />
                {t('join.qr.ok')}
              </span>
            ) : (
              t('join.code.hint')
            )}
          </Note>
          {refused?.code === 'room/ended' && refused.replayId !== undefined ? (
            <a class="button" href={`/replay/${refused.replayId}`}>
              {t('end.replay')}
            </a>
          ) : null}
        </div>
        <div class="field">
          <label for="nickname">{t('join.name')}</label>
          <div class="name-row">
            <input
              id="nickname"
              class="input"
              autoComplete="off"
              enterKeyHint="go"
              value={name}
              aria-invalid={nameError !== null}
              aria-describedby="nickname-note"
              onInput={(event) => {
                typedName.value = event.currentTarget.value;
              }}
            />
            <button
              type="button"
              class="button button-icon"
              aria-label={t('join.name.random')}
              onClick={() =>
                void luckyName().then((lucky) => {
                  typedName.value = lucky ?? typedName.value;
                })
              }
            >
              <Icon name="dice" size={26} />
            </button>
          </div>
          <Note id="nickname-note" error={nameError}>
            {t('join.name.hint')}
          </Note>
        </div>
        <fieldset class="field">
          <legend class="label">{t('join.cookie')}</legend>
          <div class="cookie-choice">
            {flavourIds.map((flavour, i) => (
              <label key={flavour}>
                <input
                  type="radio"
                  name="cookie"
                  checked={cookie === i}
                  onChange={() => {
                    chosenCookie.value = i;
                  }}
                />
                <Cookie flavour={flavour} size={40} />
                <span class="visually-hidden">{t(`flavour.${flavour}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="spacer" />
        <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
          {busy ? t('join.cta.busy') : t('join.cta')}
          <Icon name="arrow" />
        </button>
        <a class="join-foot" href="/privacy">
          {t('join.privacy')}
        </a>
      </form>
    </main>
  );
}

function Note({ id, error, children }: { id: string; error: string | null; children: JSX.Element | string }) {
  return error === null ? (
    <p id={id} class="hint">
      {children}
    </p>
  ) : (
    <p id={id} class="field-error" role="alert">
      <Icon name="alert" size={18} />
      {error}
    </p>
  );
}
