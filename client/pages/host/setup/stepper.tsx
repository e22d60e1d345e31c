import type { JSX } from 'preact';
import { Icon } from '../../../art/icon.tsx';
import { t } from '../../../locales/translate.ts';

export interface StepperProps {
  readonly id: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  readonly suffix?: string | undefined;
  readonly label: string;
  readonly invalid?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly onChange: (value: number) => void;
}

/** A number with a button on either side; what is typed may be wrong until it is left, then it is said at the field. */
export function Stepper(props: StepperProps): JSX.Element {
  const { id, value, min, max, step = 1, suffix, label, invalid, describedBy, onChange } = props;
  const bounded = (next: number): number => Math.min(max, Math.max(min, next));
  return (
    <span class="stepper">
      <button
        type="button"
        aria-label={t('setup.stepper.less', { name: label })}
        disabled={value <= min}
        onClick={() => onChange(bounded((Math.ceil(value / step) - 1) * step))}
      >
        <Icon name="minus" />
      </button>
      <span class="stepper-field">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={value.toLocaleString('en')}
          aria-label={label}
          aria-invalid={invalid === true}
          aria-describedby={describedBy}
          onChange={(event) => {
            const typed = Number(event.currentTarget.value.normalize('NFKC').replace(/\D/g, ''));
            onChange(Number.isSafeInteger(typed) ? Math.min(max, typed) : value);
            event.currentTarget.value = value.toLocaleString('en');
          }}
        />
        {suffix !== undefined && <span aria-hidden="true">{suffix}</span>}
      </span>
      <button
        type="button"
        aria-label={t('setup.stepper.more', { name: label })}
        disabled={value >= max}
        onClick={() => onChange(bounded((Math.floor(value / step) + 1) * step))}
      >
        <Icon name="plus" />
      </button>
    </span>
  );
}
