import type { JSX } from 'preact';

const handle = 74;

/** A slider alone. */
export function SharePicture(): JSX.Element {
  return (
    <svg class="setup-picture" viewBox="0 0 112 20" aria-hidden="true">
      <Track y={10} />
    </svg>
  );
}

/** The slider with a belief standing on it. */
export function BeliefPicture(): JSX.Element {
  return (
    <svg class="setup-picture" viewBox="0 0 112 56" aria-hidden="true">
      <path
        d="M4 38C40 38 54 36 62 18C67 6 70 3 74 3S81 6 86 18C91 31 94 38 108 38"
        fill="none"
        stroke="var(--tin)"
        stroke-width="3"
        stroke-linecap="round"
      />
      <Track y={46} />
    </svg>
  );
}

function Track({ y }: { y: number }): JSX.Element {
  return (
    <>
      <rect x="3" y={y - 5} width="106" height="10" rx="5" fill="var(--van)" stroke="var(--van-edge)" />
      <path d={`M8 ${y - 5}H${handle}v10H8a5 5 0 0 1 0-10`} fill="var(--choc)" />
      <circle cx={handle} cy={y} r="9" fill="var(--tin)" stroke="var(--surface)" stroke-width="2.5" />
    </>
  );
}
