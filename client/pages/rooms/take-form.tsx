import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { digitsOf, grouped } from '../landing/code-field.ts';
import { announce } from '../live-region.tsx';
import { navigate } from '../shell/router.ts';

const leastDigits = 6;

/** For a teacher whose computer has died: this device asks for the recovery code on the room's own page. */
export function TakeForm(): JSX.Element {
  const [digits, setDigits] = useState('');
  const [short, setShort] = useState(false);
  const go = (): void => {
    if (digits.length >= leastDigits) {
      navigate(`/host/${digits}`);
      return;
    }
    setShort(true);
    announce('rooms', t('join.err.code.short'), 'assertive');
    document.getElementById('take-code')?.focus();
  };
  return (
    <form
      class="card rooms-take"
      noValidate
      aria-labelledby="take-h"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <h2 id="take-h">{t('dash.take.h')}</h2>
      <p>{t('dash.take.p')}</p>
      <div class="field">
        <label for="take-code">{t('dash.take.code')}</label>
        <div class="rooms-take-row">
          <input
            id="take-code"
            class="input"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={grouped(digits)}
            aria-invalid={short}
            aria-describedby={short ? 'take-problem' : undefined}
            onInput={(event) => {
              setDigits(digitsOf(event.currentTarget.value));
              setShort(false);
            }}
          />
          <button type="submit" class="button">
            {t('dash.take')}
          </button>
        </div>
        {short && (
          <p id="take-problem" class="field-error">
            <Icon name="alert" /> {t('join.err.code.short')}
          </p>
        )}
      </div>
    </form>
  );
}
