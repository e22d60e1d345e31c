import type { JSX } from 'preact';
import { Cookie } from '../../art/cookie.tsx';
import { t } from '../../locales/translate.ts';
import type { BetGrade } from './bet-grade.ts';

const crumbs = [
  [-6, 5, 2.6],
  [-1, 7.5, 1.7],
  [4, 4.6, 3.1],
  [8, 8, 1.4],
  [-9, 8.6, 1.2],
  [0.4, 1.6, 1.5],
] as const;

/** A bet's cookie: whole, bitten in half, or what is left on the plate. */
export function BetCookie({ grade, size = '1.7em' }: { grade: BetGrade; size?: string }): JSX.Element {
  const title = t(`replay.bet.${grade}`);
  if (grade === 'crumbs')
    return (
      <svg viewBox="-12 -12 24 24" width={size} height={size} role="img" aria-label={title}>
        {crumbs.map(([x, y, r]) => (
          <circle
            key={x}
            cx={x}
            cy={y}
            r={r}
            fill="var(--choc)"
            stroke="var(--choc-edge)"
            stroke-width=".7"
          />
        ))}
      </svg>
    );
  return (
    <span class={`replay-bet-cookie is-${grade}`}>
      <Cookie flavour="choc" title={title} size={size} />
    </span>
  );
}
