import { logMultinomial } from '../../../shared/inference/beta-function.ts';
import { klDirichlet } from '../../../shared/inference/dirichlet.ts';
import { logEvidenceOrdered } from '../../../shared/inference/elbo.ts';
import { betScore } from '../../../shared/room/bets.ts';
import type { Band } from '../../../shared/room/events.ts';
import type { RoomSettings } from '../../../shared/room/settings.ts';
import type { BetsView, HostView, ThermometerRow } from '../../../shared/views/wire.ts';
import { names, wave } from './invented-class.ts';

const beliefSettings: Partial<RoomSettings> = { estimate: 'belief', lab: 'shape-and-width' };

/** The same class in a room that asks for beliefs. */
export function inBeliefs(view: HostView, twist = false): HostView {
  return { ...view, settings: { ...view.settings, ...beliefSettings }, twist };
}

export function withBeliefs(view: HostView, twist = false): HostView {
  return { ...inBeliefs(view, twist), ...beliefResults(view) };
}

/** The eight of the board, the bots and the class, each with a belief a little off. */
function beliefResults(view: HostView): Partial<HostView> {
  const counts = view.tally?.counts ?? [0, 0];
  const target = counts.map((count) => 1 + count);
  const total = target.reduce((sum, alpha) => sum + alpha, 0);
  const gapOf = (off: number, sure: number) => {
    const share = (target[0] ?? 1) / total + off;
    const {
      total: gap,
      centre,
      width,
    } = klDirichlet([share * total * sure, (1 - share) * total * sure], target);
    return { gap, centre, width };
  };
  const rows: ThermometerRow[] = (view.board ?? []).map(({ playerId, name }, i) => ({
    playerId,
    name,
    ...gapOf(0.07 * (wave(i, 3) - 0.5), 0.35 + 1.3 * wave(i, 8)),
  }));
  const crowd = gapOf(-0.01, 0.6);
  const evidence = logEvidenceOrdered([1, 1], counts);
  return {
    thermometer: [
      ...rows,
      { bot: 'exact', gap: 0, centre: 0, width: 0 },
      { bot: 'svi', ...gapOf(-0.09, 0.5) },
      { crowd: true, ...crowd },
    ],
    belief: { target, logEvidence: evidence, logChoose: logMultinomial(counts) },
    crowd: { estimate: [0.69 * total, 0.31 * total], kl: crowd.gap, parts: crowd },
    curves: view.curves?.map((curve) => ({ ...curve, kl: curve.kl.map((kl) => (kl ?? 0) * 60) })) ?? null,
    crowdCurve: view.crowdCurve.map((kl) => (kl ?? 0) * 60),
  };
}

const share = 0.7052;
const bands: readonly Band[] = names.map((_, i) => {
  const half = 0.02 + 0.11 * wave(i, 21) ** 2;
  const middle = share + 0.12 * (wave(i, 4) - 0.5);
  return i % 9 === 8 ? [0.05, 0.95] : [middle - half, middle + half];
});

const settled = bands
  .map((band, i) => ({
    playerId: `p${i}`,
    name: names[i] ?? '',
    cookie: i % 5,
    band,
    ...betScore(band, share),
  }))
  .sort((a, b) => a.cost - b.cost);

export const beliefBets: BetsView = {
  found: settled.filter(({ hit }) => hit).length,
  of: settled.length,
  rows: settled.slice(0, 8),
  bands: settled.map(({ band }) => band),
};
