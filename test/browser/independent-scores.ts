/**
 * The classic game's scores once more, from the formulas on paper and from nothing of the game's own code: a jar of
 * two flavours, cookies stay out, uniform prior over compositions.
 */
export interface Scored {
  readonly kl: number;
  readonly gap: number;
  readonly points: number;
}

/** E[share | x] = (x + (N − n)(1 + x)/(2 + n))/N: what has been seen, and the rest of the jar as it is expected. */
export function posteriorMean(population: number, chocolate: number, drawn: number): number {
  return (chocolate + ((population - drawn) * (1 + chocolate)) / (2 + drawn)) / population;
}

export function klOf(p: number, q: number): number {
  const term = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return Math.max(0, term(p, q) + term(1 - p, 1 - q));
}

export function score(population: number, chocolate: number, drawn: number, guess: number): Scored {
  const kl = klOf(posteriorMean(population, chocolate, drawn), guess);
  const gap = (2 + drawn) * kl;
  return { kl, gap, points: Math.round(1000 / (1 + gap)) };
}

export interface Standing {
  readonly points: number;
  readonly gap: number;
}

/** One more than the number of those ahead: more points, or as many with less gap. */
export function rankOf(standings: readonly Standing[], index: number): number {
  const me = standings[index] ?? { points: 0, gap: 0 };
  const ahead = (other: Standing) =>
    other.points > me.points || (other.points === me.points && other.gap < me.gap);
  return 1 + standings.filter(ahead).length;
}

/** As a phone prints it. */
export function printedOnPhone(kl: number, tongue: 'ko' | 'en'): string {
  return kl < 0.00005 ? { ko: '거의 0', en: 'almost 0' }[tongue] : kl.toFixed(4);
}
