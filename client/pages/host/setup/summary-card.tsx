import type { JSX } from 'preact';
import type { SettingsInput } from '../../../../shared/room/settings.ts';
import { Icon } from '../../../art/icon.tsx';
import { formatCount } from '../../../locales/numbers.ts';
import { t } from '../../../locales/translate.ts';
import { FieldError } from './controls.tsx';
import { previewOf } from './draft.ts';
import { PreviewCurve } from './preview-curve.tsx';

export interface SummaryCardProps {
  readonly input: SettingsInput;
  readonly masked: boolean;
  readonly busy: boolean;
  readonly problem: string | null;
  /** Null until the server asks for one. */
  readonly password: string | null;
  readonly setPassword: (password: string) => void;
  readonly tin: JSX.Element;
}

const mostCurves = 5;

/** What this lesson will be like, beside the page's only large button. */
export function SummaryCard(props: SummaryCardProps): JSX.Element {
  const { input, masked, busy, problem, password, setPassword, tin } = props;
  const preview = previewOf(input, masked);
  const last = preview?.spreads.at(-1);
  return (
    <div class="card setup-summary">
      <div class="setup-summary-tin">{tin}</div>
      <h2>{t('setup.preview.h')}</h2>
      <dl>
        <div>
          <dt>{t('setup.preview.time')}</dt>
          <dd>{preview === null ? '–' : t('setup.preview.time.v', { n: Math.round(preview.minutes) })}</dd>
        </div>
        <div>
          <dt>{t('setup.preview.total')}</dt>
          <dd>{preview === null ? '–' : formatCount(preview.cookies)}</dd>
        </div>
        <div>
          <dt>
            {t('setup.preview.sd')}
            <small>{t('setup.preview.sd.hint')}</small>
          </dt>
          <dd>
            {last === undefined
              ? '–'
              : t(preview?.atMost ? 'setup.preview.sd.most' : 'setup.preview.sd.v', {
                  v: (100 * last).toFixed(1),
                })}
          </dd>
        </div>
      </dl>
      {preview !== null && (
        <figure>
          <figcaption>{t('setup.preview.curve')}</figcaption>
          <PreviewCurve
            spreads={someOf(preview.spreads)}
            label={t('setup.preview.curve')}
            middle={t('setup.preview.truth')}
          />
        </figure>
      )}
      {password !== null && (
        <div class="field">
          <label for="setup-password">{t('setup.password')}</label>
          <input
            id="setup-password"
            class="input"
            type="password"
            form="setup-form"
            autoComplete="current-password"
            value={password}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : 'setup-problem'}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
      )}
      {problem !== null && <FieldError id="setup-problem">{problem}</FieldError>}
      <button type="submit" form="setup-form" class="button button-primary button-wide" aria-disabled={busy}>
        {busy ? (
          t('setup.cta.busy')
        ) : (
          <>
            {t('setup.cta')} <Icon name="arrow" />
          </>
        )}
      </button>
      <p class="setup-note">
        <Icon name="lock" /> {t('setup.lead')}
      </p>
    </div>
  );
}

/** At most five of them, the first and the last always. */
function someOf(spreads: readonly number[]): readonly number[] {
  if (spreads.length <= mostCurves) return spreads;
  const step = (spreads.length - 1) / (mostCurves - 1);
  return Array.from({ length: mostCurves }, (_, i) => spreads[Math.round(i * step)] ?? 0);
}
