import { commitmentOf } from '../../../shared/fairness/commitment.ts';
import type { BoardRow, Curve, HostView } from '../../../shared/views/wire.ts';
import { beliefBets, inBeliefs, withBeliefs } from './invented-beliefs.ts';
import { curveOf, draws, histogram, klOf, names, opening, orders, rounds, seats } from './invented-class.ts';

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
  head: null,
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
  belief: null,
  twist: false,
  betsPlaced: null,
  bets: null,
  thermometer: null,
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
    bet: false,
    maxPlayers: 300,
  },
  title: '변분추론 입문 2반',
  code: '482917',
  openedAt: 0,
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
  const drawnOrders = orders.slice(0, round);
  const count = (order: string) => [0, 1].map((k) => order.split(String(k)).length - 1);
  const order = drawnOrders.at(-1) ?? '';
  return {
    round,
    lobby: null,
    order,
    draw: { from: round, size: order.length, counts: count(order) },
    tally: { drawn: drawnOrders.join('').length, counts: count(drawnOrders.join('')) },
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
    crowd: { estimate: [0.694, 0.306], kl: klOf(3, round) / 6, parts: null },
    crowdCurve: curveOf(3, round).map((kl) => (kl === null ? null : kl / 6)),
    posterior: [0.698, 0.302],
    bots: [
      {
        bot: 'exact',
        estimate: [0.698, 0.302],
        kl: 0,
        points: 1000,
        parts: null,
        curve: curveOf(3, round).map(() => 0),
      },
      { bot: 'svi', estimate: [0.66, 0.34], kl: 0.004, points: 700, parts: null, curve: curveOf(40, round) },
    ],
    curves,
    histogram: histogram(round, 0.69, 0.03),
    previousHistogram: histogram(round - 1, 0.66, 0.06),
    within: { near: 16, of: names.length },
  };
}

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
    case 'three':
      return {
        ...base,
        ...drawn(4),
        settings: { ...base.settings, flavours: ['초콜릿', '바닐라', '딸기'] },
        phase: 'guessing',
        opensAt: now - 3000,
        closesAt: now + 9000,
        order: orders[3]?.replace(/10/g, '12') ?? null,
        draw: { from: 4, size: 60, counts: [41, 11, 8] },
        tally: { drawn: 100, counts: [71, 18, 11] },
        answered: 12,
      };
    case 'crowd': {
      const many = Array.from({ length: 120 }, (_, i) => ({
        playerId: `m${i}`,
        name: `${names[i % names.length]} ${i}`,
        cookie: i % 5,
      }));
      return { ...base, lobby: many, players: 1234 };
    }
    case 'sixty':
      return {
        ...base,
        lobby: Array.from({ length: 60 }, (_, i) => ({
          playerId: `m${i}`,
          name: `${names[i % names.length]}${i}`,
          cookie: i % 5,
        })),
        players: 60,
        locked: true,
        mixed: true,
      };
    case 'learn':
    case 'results':
      return { ...base, ...results(4) };
    case 'first':
      return { ...base, ...results(1), histogram: null };
    case 'bet':
      return {
        ...base,
        ...results(6),
        settings: { ...base.settings, bet: true },
        phase: 'bet',
        answered: 17,
        betsPlaced: 17,
        board: null,
      };
    case 'belief-round':
    case 'twist-round':
      return inBeliefs(galleryView('round', now), screen === 'twist-round');
    case 'belief-results':
    case 'belief-chart':
    case 'twist-results':
      return withBeliefs(galleryView('results', now), screen === 'twist-results');
    case 'belief-learn':
      return withBeliefs({ ...base, ...results(2) });
    case 'belief-debrief':
      return withBeliefs(galleryView('debrief', now));
    case 'reveal-broken':
      return { ...galleryView('reveal', now), commitment: base.commitment };
    case 'bets':
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
        bets: beliefBets,
        reveal: {
          bets: beliefBets,
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
