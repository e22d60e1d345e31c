import type { Opening } from '../../../shared/fairness/commitment.ts';
import { drawRound } from '../../../shared/fairness/draw-stream.ts';
import type { HistogramView } from '../../../shared/views/wire.ts';

/** Invented classes, so that every scene can be looked at without a server. */
export const names = [
  ...[
    '버터링',
    '초코칩러버',
    '베이지안곰',
    '우유한잔',
    'KL요정',
    '엘보왕',
    '쿠키몬',
    '바닐라콩',
    '반반주세요',
  ],
  ...['오븐장갑', '사후분포', '통계국밥', '민초단', '로그함수', '종모양', '꿀호떡', '감자칩', '포슬포슬'],
  ...[
    '딸기우유',
    '말차라떼',
    '호두과자',
    '붕어빵',
    '크림붕어',
    '마들렌',
    '휘낭시에',
    '다쿠아즈',
    '스콘',
    '치즈볼',
  ],
];
export const wave = (a: number, b: number): number =>
  Math.abs(Math.sin(a * 12.9898 + b * 78.233) * 43758.5453) % 1;

export const seats = names.map((name, i) => ({ playerId: `p${i}`, name, cookie: i % 5 }));
export const rounds = 6;
export const draws = [5, 10, 25, 60, 150, 250];

/** The sealed jar; what is drawn from it is what its seed gives, so that its seal holds. */
export const opening = {
  counts: [7052, 2948],
  drawSize: draws,
  labels: ['초콜릿', '바닐라'],
  replace: 'never',
  room: '482917',
  salt: '1'.repeat(64),
  seed: '0'.repeat(64),
} as const satisfies Opening;

/** The cookies of every round, in the order drawn. */
export const orders: readonly string[] = drawAll();

function drawAll(): readonly string[] {
  let remaining: readonly number[] = opening.counts;
  return draws.map((size, i) => {
    const { seed, room } = opening;
    const draw = drawRound({ seed, room, mix: '', round: i + 1, remaining, size, replacement: 'never' });
    remaining = draw.remaining;
    return draw.order.join('');
  });
}

export function klOf(seed: number, round: number): number {
  return Math.max(4e-6, 0.12 * 10 ** (-0.5 * round - 1.2 * wave(seed, round)));
}

export function curveOf(seed: number, reached: number): readonly (number | null)[] {
  return Array.from({ length: reached }, (_, i) => klOf(seed, i + 1));
}

export function histogram(round: number, mean: number, spread: number): HistogramView {
  const bins = Array.from({ length: 40 }, () => 0);
  names.forEach((_, i) => {
    const share = mean + spread * (wave(i, round) + wave(i, round + 9) - 1) * 2.4;
    const bin = Math.min(39, Math.max(0, Math.floor(share * 40)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  });
  return { round, bins, mean, spread };
}
