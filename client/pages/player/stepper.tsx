import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

const holdMs = 420;
const repeatMs = 80;

interface StepperProps {
  readonly by: number;
  readonly label: string;
  readonly text: string;
  readonly disabled?: boolean | undefined;
  onStep(by: number): void;
  onRelease(): void;
}

/** A button that repeats while it is held; keys and screen readers step once by click. */
export function Stepper({ by, label, text, disabled, onStep, onRelease }: StepperProps): JSX.Element {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(onStep);
  latest.current = onStep;
  const pressed = useRef(false);
  const stop = () => {
    clearTimeout(timer.current);
    if (!pressed.current) return;
    pressed.current = false;
    onRelease();
  };
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <button
      type="button"
      class="stepper"
      aria-label={label}
      disabled={disabled}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        pressed.current = true;
        latest.current(by);
        const again = () => {
          latest.current(by);
          timer.current = setTimeout(again, repeatMs);
        };
        timer.current = setTimeout(again, holdMs);
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        if (event.detail !== 0) return;
        latest.current(by);
        onRelease();
      }}
    >
      {text}
    </button>
  );
}
