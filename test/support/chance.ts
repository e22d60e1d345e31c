/** A seeded source of numbers in [0, 1) for tests (mulberry32): the same seed, the same test. */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function whole(chance: Chance, below: number): number {
  return Math.floor(chance() * below);
}

export function oneOf<T>(chance: Chance, items: readonly T[]): T {
  const item = items[whole(chance, items.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/** A positive time, most around the median, some much longer: how long people take. */
export function humanPace(chance: Chance, medianS: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return medianS * Math.exp(spread * normal);
}
