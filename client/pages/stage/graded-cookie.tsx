import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { CookieShape } from '../../art/cookie.tsx';
import type { FlavourId } from '../../art/flavours.ts';
import type { Grade } from './bets.ts';

const crumbs: readonly (readonly [number, number, number])[] = [
  [-7, 5, 2.2],
  [-2.5, 7, 1.6],
  [1.5, 3.5, 2.6],
  [6, 7, 1.9],
  [8.5, 3, 1.2],
  [-4, 1.5, 1.2],
];

/** A whole cookie, a bitten one, or what is left of it. */
export function GradedCookie({
  grade,
  flavour,
  title,
}: {
  grade: Grade;
  flavour: FlavourId;
  title: string;
}): JSX.Element {
  const bite = useId();
  return (
    <svg viewBox="-12 -12 24 24" class="graded-cookie" role="img" aria-label={title}>
      {grade === 'full' && <CookieShape flavour={flavour} />}
      {grade === 'half' && (
        <>
          <clipPath id={bite}>
            <path d="M-13-13H2.500q-3 3 0 5.500t0 5.500t0 5.500t0 5.500L1 13H-13z" />
          </clipPath>
          <g clip-path={`url(#${bite})`}>
            <CookieShape flavour={flavour} />
          </g>
        </>
      )}
      {grade === 'crumbs' &&
        crumbs.map(([x, y, r]) => (
          <circle key={x} cx={x} cy={y} r={r} fill={`var(--${flavour})`} stroke={`var(--${flavour}-edge)`} />
        ))}
    </svg>
  );
}
