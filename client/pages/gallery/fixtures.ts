import { commitmentOf, type Opening } from '../../../shared/fairness/commitment.ts';
import type { BoardRow, Curve, HistogramView, HostView } from '../../../shared/views/wire.ts';

/** Invented classes, so that every scene can be looked at without a server. */
const names = [
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
const wave = (a: number, b: number): number => Math.abs(Math.sin(a * 12.9898 + b * 78.233) * 43758.5453) % 1;

const seats = names.map((name, i) => ({ playerId: `p${i}`, name, cookie: i % 5 }));
const rounds = 6;
const draws = [5, 10, 25, 60, 150, 250];

function orderOf(size: number, round: number): string {
  return Array.from({ length: size }, (_, i) => (wave(i, round) < 0.7 ? '0' : '1')).join('');
}

function klOf(seed: number, round: number): number {
  return Math.max(4e-6, 0.12 * 10 ** (-0.5 * round - 1.2 * wave(seed, round)));
}

function curveOf(seed: number, reached: number): readonly (number | null)[] {
  return Array.from({ length: reached }, (_, i) => klOf(seed, i + 1));
}

function histogram(round: number, mean: number, spread: number): HistogramView {
  const bins = Array.from({ length: 40 }, () => 0);
  names.forEach((_, i) => {
    const share = mean + spread * (wave(i, round) + wave(i, round + 9) - 1) * 2.4;
    const bin = Math.min(39, Math.max(0, Math.floor(share * 40)));
    bins[bin] = (bins[bin] ?? 0) + 1;
  });
  return { round, bins, mean, spread };
}

const board: readonly BoardRow[] = [25, 10, 1, 22, 18, 19, 26, 24].map((seat, i) => ({
  playerId: `p${seat}`,
  name: names[seat] ?? '',
  cookie: seat % 5,
  kl: klOf(seat, 4),
  points: 900 - 20 * i,
  total: 3214 - 61 * i,
  rank: i + 1,
  move: [0, 2, -1, 5, 0, -3, null, 1][i] ?? null,
}));

const base: HostView = {
  seq: 1,
  phase: 'lobby',
  round: 0,
  rounds,
  locked: false,
  players: names.length,
  draw: null,
  tally: null,
  opensAt: null,
  closesAt: null,
  paused: false,
  remainingMs: null,
  board: null,
  crowd: null,
  posterior: null,
  bots: null,
  jar: null,
  fairness: null,
  replayId: null,
  settings: {
    language: 'ko',
    lab: 'cookie-jar',
    flavours: ['초콜릿', '바닐라'],
    population: 10_000,
    mystery: true,
    drawSize: draws,
    rounds,
    guessSeconds: 25,
    replacement: 'never',
    estimate: 'point',
    scoring: 'evidence',
    rankBy: 'evidence',
    tally: 'always',
    histogram: 'close',
    board: 1,
    bots: ['exact', 'svi'],
    names: 'free',
    replayNames: 'pseudonyms',
    autoClose: true,
    maxPlayers: 300,
  },
  title: '변분추론 입문 2반',
  code: '482917',
  commitment: '7f3a91c0d2e8a4b17f3a91c0d2e8a4b17f3a91c0d2e8a4b17f3a91c0d2e8a4b1',
  mixed: false,
  present: names.length,
  answered: 0,
  done: 0,
  order: null,
  lobby: seats,
  curves: null,
  bands: null,
  crowdCurve: [],
  histogram: null,
  previousHistogram: null,
  within: null,
  reveal: null,
  seats: seats.map((seat) => ({
    ...seat,
    present: true,
    answered: false,
    done: false,
    wantsTime: false,
    fromRound: 1,
  })),
  wantTime: 0,
};

function drawn(round: number): Pick<HostView, 'draw' | 'order' | 'tally' | 'round' | 'lobby'> {
  const orders = draws.slice(0, round).map((size, i) => orderOf(size, i + 1));
  const count = (order: string) => [0, 1].map((k) => order.split(String(k)).length - 1);
  const order = orders.at(-1) ?? '';
  return {
    round,
    lobby: null,
    order,
    draw: { from: round, size: order.length, counts: count(order) },
    tally: { drawn: orders.join('').length, counts: count(orders.join('')) },
  };
}

const topFive: Readonly<Record<number, number>> = { 25: 1, 10: 2, 1: 3, 22: 4, 18: 5 };

function results(round: number): Partial<HostView> {
  const curves = names.map((name, i): Curve => {
    const rank = topFive[i];
    return rank === undefined
      ? { kl: curveOf(i, round) }
      : { playerId: `p${i}`, name, rank, kl: curveOf(i, round).map((kl) => (kl === null ? null : kl / 3)) };
  });
  return {
    ...drawn(round),
    phase: 'results',
    answered: names.length,
    board,
    crowd: { estimate: [0.694, 0.306], kl: klOf(3, round) / 6 },
    crowdCurve: curveOf(3, round).map((kl) => (kl === null ? null : kl / 6)),
    posterior: [0.698, 0.302],
    bots: [
      { bot: 'exact', estimate: [0.698, 0.302], kl: 0, points: 1000, curve: curveOf(3, round).map(() => 0) },
      { bot: 'svi', estimate: [0.66, 0.34], kl: 0.004, points: 700, curve: curveOf(40, round) },
    ],
    curves,
    histogram: histogram(round, 0.69, 0.03),
    previousHistogram: histogram(round - 1, 0.66, 0.06),
    within: { near: 16, of: names.length },
  };
}

const opening: Opening = {
  counts: [7052, 2948],
  drawSize: draws,
  labels: ['초콜릿', '바닐라'],
  replace: 'never',
  room: '482917',
  salt: '1'.repeat(64),
  seed: '0'.repeat(64),
};
const truth = (seed: number): readonly (number | null)[] => [0.0823, ...curveOf(seed, rounds)];

export function galleryView(screen: string, now: number): HostView {
  switch (screen) {
    case 'empty':
      return { ...base, lobby: [], players: 0, seats: [] };
    case 'drawing':
      return {
        ...base,
        ...drawn(4),
        phase: 'guessing',
        opensAt: now + 2500,
        closesAt: now + 27_500,
        answered: 3,
      };
    case 'round':
      return {
        ...base,
        ...drawn(4),
        phase: 'guessing',
        opensAt: now - 3000,
        closesAt: now + 22_000,
        answered: 19,
        wantTime: 2,
        previousHistogram: histogram(3, 0.66, 0.06),
      };
    case 'big':
      return {
        ...base,
        ...drawn(6),
        phase: 'guessing',
        opensAt: now - 3000,
        closesAt: now + 8000,
        answered: 27,
        paused: true,
        remainingMs: 8000,
        previousHistogram: histogram(3, 0.66, 0.06),
      };
    case 'results':
      return { ...base, ...results(4) };
    case 'first':
      return { ...base, ...results(1), histogram: null };
    case 'reveal':
    case 'rewind':
    case 'debrief':
    case 'ended':
      return {
        ...base,
        ...results(6),
        phase: screen === 'ended' ? 'ended' : 'revealed',
        jar: [7052, 2948],
        settings: { ...base.settings, mystery: false },
        commitment: commitmentOf(opening),
        fairness: { seed: opening.seed, salt: opening.salt, mix: '' },
        replayId: 'abcdefghijklmnop',
        reveal: {
          counts: [7052, 2948],
          podium: [25, 10, 1].map((seat, i) => ({
            playerId: `p${seat}`,
            name: names[seat] ?? '',
            cookie: seat % 5,
            rank: i + 1,
            total: 5588 - 133 * i,
            estimate: [0.699 + 0.004 * i, 0.301 - 0.004 * i],
          })),
          klJar: {
            curves: names.map((name, i): Curve => {
              const rank = topFive[i];
              return rank === undefined
                ? { kl: truth(i) }
                : { playerId: `p${i}`, name, rank, kl: truth(i).map((kl) => (kl ?? 1) / 3) };
            }),
            crowd: truth(3).map((kl) => (kl ?? 1) / 6),
            bots: [
              { bot: 'exact', kl: truth(51).map((kl) => (kl ?? 1) / 10) },
              { bot: 'svi', kl: truth(40) },
            ],
            floor: [null, 0.1, 0.033, 0.0125, 0.005, 0.002, 0.001],
          },
        },
      };
    default:
      return base;
  }
}
