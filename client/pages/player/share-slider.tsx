import type { JSX, TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';
import { useRef } from 'preact/hooks';

interface ShareSliderProps {
  readonly value: number;
  /** Where the last round's estimate stands, in tenths of a percent. */
  readonly previous?: number | undefined;
  readonly label: string;
  readonly valueText: string;
  readonly disabled?: boolean | undefined;
  readonly track: JSX.Element;
  onInput(value: number): void;
  onRelease(): void;
}

const fineBelowPx = 60;
const fineGain = 10;
/** A finger nudges the handle as it lifts: what moved in the last moment is taken back. */
const liftMs = 40;
const pageStep = 50;
const thumbPx = 44;

interface Drag {
  x: number;
  exact: number;
  trail: { at: number; value: number }[];
}

/** A native range for keys and screen readers; fingers are followed by hand, for tap, drag and fine drag. */
export function ShareSlider(props: ShareSliderProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const drag = useRef<Drag | null>(null);

  const tell = (value: number) => {
    const next = Math.round(Math.min(999, Math.max(1, value)));
    if (next === props.value) return;
    if (Math.floor(next / 10) !== Math.floor(props.value / 10)) navigator.vibrate?.(8);
    props.onInput(next);
  };
  const at = (event: PointerEvent, box: DOMRect) =>
    ((event.clientX - box.left - thumbPx / 2) / Math.max(1, box.width - thumbPx)) * 1000;

  const down = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (props.disabled || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    input.current?.focus({ preventScroll: true });
    const exact = at(event, event.currentTarget.getBoundingClientRect());
    drag.current = { x: event.clientX, exact, trail: [{ at: event.timeStamp, value: exact }] };
    tell(exact);
  };
  const move = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const going = drag.current;
    if (going === null) return;
    const box = event.currentTarget.getBoundingClientRect();
    const perPx = 1000 / Math.max(1, box.width - thumbPx);
    const gain = event.clientY - box.bottom > fineBelowPx ? perPx / fineGain : perPx;
    going.exact = Math.min(999, Math.max(1, going.exact + (event.clientX - going.x) * gain));
    going.x = event.clientX;
    going.trail.push({ at: event.timeStamp, value: going.exact });
    tell(going.exact);
  };
  const up = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const going = drag.current;
    if (going === null) return;
    drag.current = null;
    const settled = going.trail.filter((step) => step.at <= event.timeStamp - liftMs).at(-1);
    if (settled !== undefined && going.trail.length > 2) tell(settled.value);
    props.onRelease();
  };
  const key = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const page = event.key === 'PageUp' ? pageStep : event.key === 'PageDown' ? -pageStep : 0;
    if (page === 0) return;
    event.preventDefault();
    tell(props.value + page);
    props.onRelease();
  };

  return (
    <div
      class="share-slider"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      style={{ '--at': props.value / 1000, '--before': (props.previous ?? 0) / 1000 }}
    >
      <div class="share-track">{props.track}</div>
      {props.previous === undefined ? null : <i class="share-before" aria-hidden="true" />}
      <input
        ref={input}
        type="range"
        min={1}
        max={999}
        step={1}
        value={props.value}
        disabled={props.disabled}
        aria-label={props.label}
        aria-valuetext={props.valueText}
        onInput={(event) => props.onInput(Number(event.currentTarget.value))}
        onChange={() => props.onRelease()}
        onKeyDown={key}
      />
    </div>
  );
}
