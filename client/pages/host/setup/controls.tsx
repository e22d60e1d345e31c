import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../../../art/icon.tsx';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
}

/** One of a few, side by side: radio buttons to the keyboard and to screen readers. */
export function Choices<T extends string>({
  label,
  hint,
  value,
  choices,
  onChange,
}: ChoicesProps<T>): JSX.Element {
  const id = useId();
  return (
    <div class="setup-choices" role="radiogroup" aria-labelledby={id}>
      <span id={id}>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
      <span class="segmented">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </span>
    </div>
  );
}

export interface ToggleProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Toggle({ label, hint, on, onChange }: ToggleProps): JSX.Element {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  );
}

export interface OptionProps {
  readonly group: string;
  readonly label: string;
  readonly hint: string;
  readonly picture?: JSX.Element | undefined;
  readonly on: boolean;
  readonly disabled?: boolean | undefined;
  readonly onChoose: () => void;
}

/** A large radio button with a sentence of its own. */
export function Option(props: OptionProps): JSX.Element {
  const { group, label, hint, picture, on, disabled, onChoose } = props;
  return (
    <label class="setup-option">
      <input type="radio" name={group} checked={on} disabled={disabled} onChange={onChoose} />
      <span>
        <span>
          <b>{label}</b>
          <small>{hint}</small>
        </span>
        {picture}
      </span>
    </label>
  );
}

export function FieldError({ id, children }: { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <p id={id} class="field-error">
      <Icon name="alert" />
      <span>{children}</span>
    </p>
  );
}
