import type { ErrorCode } from '../../../shared/errors.ts';
import { logEvidenceOrdered } from '../../../shared/inference/elbo.ts';
import type { YouView } from '../../../shared/views/wire.ts';
import type { PhoneState } from './entries.ts';
import { curveOf, names } from './invented-class.ts';
import type { LineState } from './invented-line.ts';
import type { InventedPhone } from './invented-phone.ts';

const refused = (code: ErrorCode): InventedPhone => ({
  line: { refused: { code, message: '' } },
});
const round: InventedPhone = { scene: 'round' };
const results: InventedPhone = { scene: 'results' };
const lost = (around: NonNullable<LineState['around']>): InventedPhone => ({
  scene: 'round',
  placing: 'waiting',
  line: { lostForMs: 3000, around },
});
const alpha = [1 + 0.68 * 80, 1 + 0.32 * 80];
const score: NonNullable<YouView['score']> = {
  ...{ round: 4, kl: 0.42, gap: 0.42, parts: { centre: 0.17, width: 0.25 } },
  ...{ elbo: logEvidenceOrdered([1, 1], [71, 29]) - 0.42 },
  ...{ points: 655, total: 2811, rank: 7, of: names.length, move: 2 },
};
const belief: Partial<YouView> = { estimate: alpha, score, curve: [2.1, 1.2, 0.66, 0.42] };
const three: InventedPhone = {
  scene: 'three',
  settings: { flavours: ['초콜릿', '바닐라', '딸기'] },
  you: { estimate: [0.62, 0.25, 0.13] },
};
const final: Partial<YouView> = {
  klJar: [0.0823, ...curveOf(4, 6)],
  bet: { band: [0.64, 0.76], cost: 1.7, hit: true },
};

/** Before them there is no seat. */
type SeatState = Exclude<PhoneState, 'join' | 'join-scanned' | 'join-busy' | 'loading' | 'loading-lost'>;

/** What each state of the phone consists of; the screens themselves are the real ones. */
export const phoneTable: Readonly<Record<SeatState, InventedPhone>> = {
  unknown: refused('room/unknown'),
  locked: refused('room/locked'),
  full: refused('room/full'),
  ended: { line: { refused: { code: 'room/ended', message: '', replayId: 'abcdefghijklmnop' } } },
  damaged: refused('room/damaged'),
  'name-taken': refused('name/taken'),
  outdated: refused('protocol/outdated'),
  wait: { scene: 'lobby', you: { estimate: [0.5, 0.5] } },
  'wait-hunch': { scene: 'lobby', placing: 'received' },
  'wait-belief': { scene: 'lobby', settings: { estimate: 'belief' }, you: { estimate: [1, 1] } },
  draw: { scene: 'drawing', showing: true },
  guess: round,
  'guess-hurry': { ...round, secondsLeft: 8, placing: 'received' },
  'guess-unseen': { ...round, view: { draw: { from: 4, size: 60, counts: null }, tally: null } },
  'guess-three': three,
  'guess-belief': { scene: 'belief-round', you: { ...belief, score: { ...score, round: 3 } } },
  'guess-over': { ...round, secondsLeft: 0, placing: 'received' },
  'guess-refused': { ...round, secondsLeft: 0, placing: 'refused', refusedCode: 'round/not-open' },
  paused: { ...round, view: { paused: true, remainingMs: 17_000 } },
  sent: { ...round, placing: 'received', done: true },
  'sent-three': { ...three, placing: 'received', done: true },
  late: { ...round, you: { fromRound: 4, score: null, curve: [] } },
  missed: { ...round, missed: 3 },
  'host-away': { ...round, hostAway: true },
  slow: { ...round, line: { transport: 'polling' } },
  unsaved: { ...round, placing: 'waiting', line: { unsaved: true } },
  lost: lost('nothing'),
  'lost-network': lost('network'),
  'lost-server': lost('server'),
  'lost-portal': lost('portal'),
  'lost-long': { ...results, line: { lostForMs: 21_000, around: 'network' } },
  result: results,
  'result-first': { scene: 'first' },
  'result-unscored': { ...results, you: { fromRound: 5, score: null, curve: [] } },
  'result-belief': { scene: 'belief-results', you: belief },
  'result-twist': { scene: 'twist-results', you: { ...belief, score: { ...score, elbo: null } } },
  bet: { scene: 'bet' },
  'bet-sealed': { scene: 'bet', you: { bet: { band: [0.64, 0.76], cost: null, hit: null } } },
  final: { scene: 'reveal', you: final },
  'final-belief': {
    scene: 'reveal',

    settings: { estimate: 'belief' },
    you: { ...belief, ...final, bet: { band: [0.5, 0.64], cost: 4.1, hit: false } },
  },
  removed: { scene: 'lobby', gone: 'removed' },
  superseded: { scene: 'lobby', gone: 'superseded' },
};
