import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Cookie } from '../../art/cookie.tsx';
import { flavourArt } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { MixBar } from '../../charts/mix-bar.tsx';
import { flavourWord, t } from '../../locales/translate.ts';
import { ShareSlider } from './share-slider.tsx';
import { percentOf, type Tenths, withShare } from './shares.ts';
import { Stepper } from './stepper.tsx';

interface EstimateInputProps {
  readonly flavours: readonly string[];
  readonly tenths: Tenths;
  readonly previous?: Tenths | undefined;
  /** The class's question in place of the flavour's name, where there is room for it. */
  readonly question?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** Stands on the slider's axis. */
  readonly above?: ComponentChildren;
  readonly below?: ComponentChildren;
  onInput(tenths: Tenths): void;
  /** The finger is off: what stands now is meant. */
  onRelease(): void;
}

/** One slider for two flavours; one row per flavour for more, where the others give way in proportion. */
export function EstimateInput(props: EstimateInputProps): JSX.Element {
  return (
    <section class="estimate-input">
      {props.flavours.length === 2 ? <OneShare {...props} /> : <ManyShares {...props} />}
      {props.below}
    </section>
  );
}

function OneShare({
  flavours,
  tenths,
  previous,
  question,
  disabled,
  above,
  onInput,
  onRelease,
}: EstimateInputProps) {
  const first = flavours[0] ?? '';
  const word = flavourWord(first);
  const value = tenths[0] ?? 500;
  const set = (next: number) => onInput(withShare(tenths, 0, next));
  const label = t('guess.slider', { flavour: word });
  return (
    <>
      <div class="value-row">
        <span class="name">{question ?? t('guess.h', { flavour: word })}</span>
        <TypedValue value={value} disabled={disabled} label={label} onSet={set} onRelease={onRelease} />
      </div>
      <p class="before-note">
        {previous === undefined ? null : (
          <>
            <i aria-hidden="true" />
            {t('guess.prev', { v: percentOf(previous[0] ?? 0) })}
          </>
        )}
      </p>
      {above}
      <ShareSlider
        value={value}
        previous={previous?.[0]}
        label={label}
        valueText={t('guess.slider.text', { v: percentOf(value), flavour: word })}
        disabled={disabled}
        track={
          <MixBar
            parts={flavours.map((name, i) => ({ flavour: flavourArt(name, i), value: tenths[i] ?? 0 }))}
          />
        }
        onInput={set}
        onRelease={onRelease}
      />
      <div class="ticks" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((x) => (
          <span key={x} style={{ '--x': x }}>
            {x === 100 ? '100%' : x}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame and cannot be a grid everywhere. */}
      <div class="steppers" role="group" aria-label={label}>
        {([-10, -1, 1, 10] as const).map((by) => (
          <Stepper
            key={by}
            by={by}
            label={stepLabel(by)}
            text={`${by < 0 ? '−' : '+'}${Math.abs(by) / 10}`}
            disabled={disabled}
            onStep={(step) => set(value + step)}
            onRelease={onRelease}
          />
        ))}
      </div>
    </>
  );
}

function stepLabel(by: number): string {
  if (by === -10) return t('guess.minus1');
  if (by === -1) return t('guess.minus01');
  return by === 1 ? t('guess.plus01') : t('guess.plus1');
}

function ManyShares({ flavours, tenths, previous, disabled, onInput, onRelease }: EstimateInputProps) {
  const [locked, setLocked] = useState<ReadonlySet<number>>(new Set());
  const toggle = (i: number) => {
    const next = new Set(locked);
    if (!next.delete(i)) next.add(i);
    setLocked(next);
  };
  return (
    <>
      {flavours.map((name, i) => {
        const word = flavourWord(name);
        const value = tenths[i] ?? 1;
        const label = t('guess.slider', { flavour: word });
        const isLocked = locked.has(i);
        const set = (next: number) => onInput(withShare(tenths, i, next, locked));
        return (
          <div class="flavour-row" key={name}>
            <span class="name">
              <Cookie flavour={flavourArt(name, i)} size={26} />
              {word}
            </span>
            <TypedValue
              value={value}
              disabled={disabled || isLocked}
              label={label}
              onSet={set}
              onRelease={onRelease}
            />
            <button
              type="button"
              class="stepper"
              aria-pressed={isLocked}
              aria-label={t('guess.lock', { flavour: word })}
              onClick={() => toggle(i)}
            >
              <Icon name={isLocked ? 'lock' : 'unlock'} size={20} />
            </button>
            <ShareSlider
              value={value}
              previous={previous?.[i]}
              label={label}
              valueText={t('guess.slider.text', { v: percentOf(value), flavour: word })}
              disabled={disabled || isLocked}
              track={<MixBar parts={[{ flavour: flavourArt(name, i), value }]} total={1000} />}
              onInput={set}
              onRelease={onRelease}
            />
          </div>
        );
      })}
    </>
  );
}

interface TypedValueProps {
  readonly value: number;
  readonly label: string;
  readonly disabled?: boolean | undefined;
  onSet(tenths: number): void;
  onRelease(): void;
}

/** The big number; a tap turns it into a field for typing. */
function TypedValue({ value, label, disabled, onSet, onRelease }: TypedValueProps) {
  const [typing, setTyping] = useState(false);
  if (!typing) {
    return (
      <button
        type="button"
        class="value-button"
        disabled={disabled}
        aria-label={`${percentOf(value)}%, ${t('guess.type')}`}
        onClick={() => setTyping(true)}
      >
        {percentOf(value)}
        <i>%</i>
      </button>
    );
  }
  const finish = (text: string) => {
    const percent = Number(text.trim().replace(',', '.'));
    if (text.trim() !== '' && Number.isFinite(percent)) {
      onSet(percent * 10);
      onRelease();
    }
    setTyping(false);
  };
  return (
    <span class="value-entry">
      <input
        ref={(field) => field?.focus()}
        inputMode="decimal"
        aria-label={label}
        defaultValue={percentOf(value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => finish(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish(event.currentTarget.value);
          if (event.key === 'Escape') setTyping(false);
        }}
      />
      <i>%</i>
    </span>
  );
}
