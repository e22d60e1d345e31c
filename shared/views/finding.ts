import type { DisplayView } from './wire.ts';

export type FindingKey =
  | 'all'
  | 'within'
  | 'none'
  | 'first'
  | 'leader'
  | 'climb'
  | 'beatbot'
  | 'botahead'
  | 'crowd'
  | 'half'
  | 'worse'
  | 'spread'
  | 'same'
  | 'evidence';

/** Which sentence is the title of the results, and its numbers: shares in percent, `bot` a bot's id. */
export interface Finding {
  readonly key: FindingKey;
  readonly values: Readonly<Record<string, number | string>>;
}

const CLIMB = 3;
/** A sample this many standard errors away from what is known is a lopsided draw. */
const LOPSIDED = 2;
const WORSE = 1.25;
const HALF = 2;
/** Below this a KL is almost 0 and ratios of it mean nothing. */
const ALMOST_ZERO = 1e-5;
const TIGHTER = 0.8;
const MOST = 0.6;
const SAME = 0.0005;
/** Two standard deviations: 95 %. */
const SURE = 1.96;

/** One sentence that says what happened in the round that just closed; null if nobody played it. */
export function finding(view: DisplayView): Finding | null {
  const { within, crowd, posterior } = view;
  if (within === null || crowd === null || posterior === null) return null;
  // A belief's gap weighs more with every cookie, and a twist counts another: only shares compare from round to round.
  const compares = view.settings.estimate === 'point';
  const striking = compares
    ? [everybody, leader, lopsided, overtaken, climber, halved]
    : [everybody, leader, climber];
  for (const find of striking) {
    const found = find(view);
    if (found !== null) return found;
  }
  if (isFirst(view)) return opening(view);
  const close = near(view);
  const others = [closerThanMost, tighter, unmoved, botAhead, whatCookiesTell]
    .map((find) => find(view))
    .filter((found) => found !== null);
  // Taking turns keeps the title fresh from round to round.
  if (close !== null && (view.round % 2 === 0 || others.length === 0)) return close;
  return others[Math.floor(view.round / 2 - 1) % Math.max(1, others.length)] ?? nobodyNear(view);
}

function everybody({ within }: DisplayView): Finding | null {
  if (within === null || within.of < 2 || within.near < within.of) return null;
  return { key: 'all', values: { n: within.of } };
}

function near({ within }: DisplayView): Finding | null {
  if (within === null || within.near === 0) return null;
  return { key: 'within', values: { n: within.near, total: within.of } };
}

function nobodyNear(view: DisplayView): Finding {
  return { key: 'none', values: { n: drawn(view) } };
}

function opening(view: DisplayView): Finding {
  const n = drawn(view);
  return view.within?.near === 0 ? nobodyNear(view) : { key: 'first', values: { n } };
}

function leader({ board }: DisplayView): Finding | null {
  const first = board?.[0];
  const alone = board?.[1]?.rank !== 1;
  if (first === undefined || !alone || (first.move ?? 0) <= 0) return null;
  return { key: 'leader', values: { name: first.name } };
}

function climber({ board }: DisplayView): Finding | null {
  const best = [...(board ?? [])].sort((a, b) => (b.move ?? 0) - (a.move ?? 0))[0];
  if (best === undefined || (best.move ?? 0) < CLIMB) return null;
  return { key: 'climb', values: { name: best.name, n: best.move ?? 0 } };
}

function lopsided(view: DisplayView): Finding | null {
  const { draw, posterior, crowd } = view;
  const before = previous(view.crowdCurve);
  const counted = draw?.counts?.[0];
  if (draw === null || counted === undefined || before === null || crowd === null) return null;
  const share = posterior?.[0] ?? 0;
  const error = Math.sqrt((share * (1 - share)) / draw.size);
  const farOff = Math.abs(counted / draw.size - share) > LOPSIDED * error;
  return farOff && crowd.kl > WORSE * before ? { key: 'worse', values: {} } : null;
}

function overtaken(view: DisplayView): Finding | null {
  const before = previous(view.crowdCurve);
  if (before === null || view.crowd === null) return null;
  for (const { bot, curve, kl } of view.bots ?? []) {
    const botBefore = previous(curve);
    if (botBefore !== null && botBefore < before && view.crowd.kl < kl) {
      return { key: 'beatbot', values: { bot } };
    }
  }
  return null;
}

function botAhead({ bots, crowd }: DisplayView): Finding | null {
  // The exact bot is always ahead: no news.
  const ahead = bots?.find(({ bot, kl }) => bot !== 'exact' && kl < (crowd?.kl ?? 0));
  return ahead === undefined ? null : { key: 'botahead', values: { bot: ahead.bot } };
}

function halved({ crowd, crowdCurve }: DisplayView): Finding | null {
  const before = previous(crowdCurve);
  if (before === null || crowd === null || crowd.kl < ALMOST_ZERO) return null;
  const times = before / crowd.kl;
  return times < HALF ? null : { key: 'half', values: { x: Math.round(times * 10) / 10 } };
}

function closerThanMost({ crowdCurve, curves, bands }: DisplayView): Finding | null {
  // To the digits of the chart, as everybody's: who guesses just as the class does must not be farther by a rounding.
  const ours = crowdCurve.at(-1) ?? null;
  if (ours === null || curves === null || bands !== null) return null;
  const last = curves.map(({ kl }) => kl.at(-1) ?? null).filter((kl) => kl !== null);
  const farther = last.filter((kl) => kl > ours).length;
  return farther < MOST * last.length || farther === 0
    ? null
    : { key: 'crowd', values: { n: farther, total: last.length } };
}

function tighter({ histogram, previousHistogram }: DisplayView): Finding | null {
  const now = histogram?.spread ?? null;
  const before = previousHistogram?.spread ?? null;
  if (now === null || before === null || now > TIGHTER * before) return null;
  return { key: 'spread', values: { a: points(before), b: points(now) } };
}

function unmoved({ histogram, previousHistogram }: DisplayView): Finding | null {
  const now = histogram?.mean ?? null;
  const before = previousHistogram?.mean ?? null;
  if (now === null || before === null || Math.abs(now - before) > SAME) return null;
  return { key: 'same', values: { v: points(now) } };
}

function whatCookiesTell(view: DisplayView): Finding | null {
  const n = drawn(view);
  const { population, replacement } = view.settings;
  const share = view.posterior?.[0] ?? 0;
  const unseen = replacement === 'never' ? 1 - n / population : 1;
  const sure = points(SURE * Math.sqrt((share * (1 - share) * unseen) / n));
  return sure > 0 ? { key: 'evidence', values: { n, v: sure } } : null;
}

function isFirst({ crowdCurve }: DisplayView): boolean {
  return crowdCurve.filter((kl) => kl !== null).length < 2;
}

/** The last value before the newest. */
function previous(curve: readonly (number | null)[]): number | null {
  return curve.filter((value) => value !== null).at(-2) ?? null;
}

/** Cookies drawn so far: their number is public even where their tally is not. */
function drawn({ settings: { drawSize }, round }: DisplayView): number {
  if (typeof drawSize === 'number') return drawSize * round;
  return drawSize.slice(0, round).reduce((cookies, size) => cookies + size, 0);
}

function points(share: number): number {
  return Math.round(share * 1000) / 10;
}
