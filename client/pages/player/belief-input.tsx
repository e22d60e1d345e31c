import type { JSX, TargetedKeyboardEvent } from 'preact';
import { flavourWord, t } from '../../locales/translate.ts';
import { alphaOf } from './alpha.ts';
import { betaShape, confidenceSteps, cookiesAt, dampedHeight, positionOf, stepCookies } from './belief.ts';
import { percentOf, type Tenths } from './shares.ts';
import { Stepper } from './stepper.tsx';
import './belief.css';

interface ConfidenceProps {
  readonly cookies: number;
  readonly disabled?: boolean | undefined;
  onInput(cookies: number): void;
  onRelease(): void;
}

interface CurveProps {
  readonly flavours: readonly string[];
  readonly tenths: Tenths;
  readonly cookies: number;
}

const arrows: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

/** How sure, in cookies' worth; the curve above stands on the slider's own axis. */
export function ConfidenceInput(props: ConfidenceProps): JSX.Element {
  const { cookies, disabled, onInput, onRelease } = props;
  const words = cookies === 0 ? t('guess.conf.none') : t('guess.conf.as', { n: cookies });
  const spoken = cookies === 0 ? t('guess.conf.none') : t('guess.conf.text', { n: cookies });
  // Near the low end several positions mean the same count: an arrow goes to the next count instead.
  const key = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const by = arrows[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onInput(stepCookies(props.cookies, by));
    onRelease();
  };
  return (
    <div class="confidence">
      <div class="confidence-head">
        <label for="confidence">{t('guess.conf')}</label>
        <output for="confidence">{words}</output>
      </div>
      <div class="confidence-row">
        <Stepper
          by={-1}
          label={t('guess.conf.less')}
          text="−"
          disabled={disabled}
          onStep={() => onInput(stepCookies(props.cookies, -1))}
          onRelease={onRelease}
        />
        <input
          id="confidence"
          class="confidence-slider"
          type="range"
          min={0}
          max={confidenceSteps}
          step={1}
          value={Math.round(positionOf(cookies))}
          disabled={disabled}
          aria-valuetext={spoken}
          onInput={(event) => onInput(cookiesAt(Number(event.currentTarget.value)))}
          onChange={onRelease}
          onKeyDown={key}
        />
        <Stepper
          by={1}
          label={t('guess.conf.more')}
          text="+"
          disabled={disabled}
          onStep={() => onInput(stepCookies(props.cookies, 1))}
          onRelease={onRelease}
        />
      </div>
    </div>
  );
}

const width = 350;
const height = 110;
const inset = 22;

/** The belief as a curve over the first flavour's share, its middle 95 % tinted. */
export function BeliefCurve({ flavours, tenths, cookies }: CurveProps): JSX.Element {
  const [a = 1, ...others] = alphaOf({ tenths, cookies });
  const { points, low, high } = betaShape(
    a,
    others.reduce((sum, other) => sum + other, 0),
  );
  const tall = (height - 14) * dampedHeight(cookies);
  const x = (share: number) => (inset + share * (width - 2 * inset)).toFixed(1);
  const y = (relative: number) => (height - 2 - relative * tall).toFixed(1);
  const line = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
  const middle = points.filter((point) => point.x >= low && point.x <= high);
  const area = `M${x(low)} ${height - 2}${middle.map((point) => `L${x(point.x)} ${y(point.y)}`).join('')}L${x(high)} ${height - 2}Z`;
  const digits = high - low < 0.1 ? 1 : 0;
  const values = {
    m: percentOf(tenths[0] ?? 500),
    lo: (low * 100).toFixed(digits),
    hi: (high * 100).toFixed(digits),
    flavour: flavourWord(flavours[0] ?? ''),
  };
  return (
    <figure class="belief-curve">
      <figcaption class="hint">{t('guess.range', values)}</figcaption>
      {/* A lower curve stays as wide as the slider it stands on. */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('guess.curve.alt', values)}
      >
        <path d={area} fill="var(--tin)" fill-opacity="0.2" />
        <path
          d={line}
          fill="none"
          stroke="var(--tin)"
          stroke-width="3"
          stroke-linejoin="round"
          vector-effect="non-scaling-stroke"
        />
      </svg>
    </figure>
  );
}
