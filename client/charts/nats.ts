/** A value in nats with its true minus sign. */
export function nats(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

export interface NatTick {
  readonly depth: number;
  readonly label: string;
}

/** At most six ticks from 0 down, at steps of 1, 2, 4 or 5 times a power of ten. */
export function natTicks(deepest: number): readonly NatTick[] {
  const rough = deepest / 5;
  const exponent = Math.floor(Math.log10(rough) + 1e-9);
  const power = 10 ** exponent;
  const step = ([1, 2, 4, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: Math.floor(deepest / step + 1e-9) + 1 }, (_, i) => ({
    depth: i * step,
    label: i === 0 ? '0' : nats(-i * step, digits),
  }));
}
