/** The bell curve is the shop's ornament: awning, icing, lid of the mark and the heap are all drawn with it. */
export function bell(x: number, centre: number, spread: number): number {
  const z = (x - centre) / spread;
  return Math.exp(-0.5 * z * z);
}

const round2 = (x: number): number => Math.round(x * 100) / 100;

export type Point = readonly [x: number, y: number];

export function polyline(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round2(x)} ${round2(y)}`).join('');
}

/** A closed soft outline through the middles of the corners. */
export function blob(corners: readonly Point[]): string {
  const middle = (i: number): Point => {
    const [ax, ay] = corners[i % corners.length] as Point;
    const [bx, by] = corners[(i + 1) % corners.length] as Point;
    return [(ax + bx) / 2, (ay + by) / 2];
  };
  const [startX, startY] = middle(corners.length - 1);
  return `${corners.reduce(
    (path, [x, y], i) => {
      const [mx, my] = middle(i);
      return `${path}Q${round2(x)} ${round2(y)} ${round2(mx)} ${round2(my)}`;
    },
    `M${round2(startX)} ${round2(startY)}`,
  )}Z`;
}

/** A small fixed-seed generator, so that a picture is the same picture on every screen. */
export function pictureNoise(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
