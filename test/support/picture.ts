/** Rows of pixels, four bytes each: red, green, blue and a fourth that is not looked at. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels to a tile's side: an edge drawn a little differently disappears in it, a word does not. */
export const tileSide = 8;
/** Of 255; a tile whose red, green or blue is further off than this is another one. */
const tolerance = 24;
/** Of a thousand tiles so many may be other ones … */
const strayPerMille = 1;
/** … but in a large picture no more than a short word takes. */
const mostStray = 12;

const channels = 4;

/** One pixel for each square of `side` pixels, of their average colour. */
export function shrink({ width, height, data }: Picture, side = tileSide): Picture {
  const across = Math.ceil(width / side);
  const down = Math.ceil(height / side);
  const sums = new Uint32Array(across * down * channels);
  const counts = new Uint32Array(across * down);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / side) * across;
    for (let x = 0; x < width; x += 1) {
      const tile = row + Math.floor(x / side);
      const from = (y * width + x) * channels;
      for (let c = 0; c < 3; c += 1) sums[tile * channels + c]! += data[from + c]!;
      counts[tile]! += 1;
    }
  }
  const small = new Uint8Array(sums.length);
  for (const [tile, count] of counts.entries()) {
    for (let c = 0; c < 3; c += 1) {
      small[tile * channels + c] = Math.round(sums[tile * channels + c]! / count);
    }
    small[tile * channels + 3] = 255;
  }
  return { width: across, height: down, data: small };
}

/** The same tiles without what stands in the areas, which are given in pixels of the whole picture. */
export function cover(tiles: Picture, areas: readonly Area[], side = tileSide): Picture {
  const data = Uint8Array.from(tiles.data);
  for (const area of areas) {
    const left = Math.max(0, Math.floor(area.x / side));
    const right = Math.min(tiles.width, Math.ceil((area.x + area.width) / side));
    const top = Math.max(0, Math.floor(area.y / side));
    const bottom = Math.min(tiles.height, Math.ceil((area.y + area.height) / side));
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const at = (y * tiles.width + x) * channels;
        data.fill(128, at, at + 3);
      }
    }
  }
  return { ...tiles, data };
}

/** The tiles, by their number, that are other ones than before; all of them where the sizes differ. */
export function changedTiles(before: Picture, after: Picture): readonly number[] {
  const all = Array.from({ length: after.width * after.height }, (_, tile) => tile);
  if (before.width !== after.width || before.height !== after.height) return all;
  return all.filter((tile) =>
    [0, 1, 2].some((c) => {
      const at = tile * channels + c;
      return Math.abs(before.data[at]! - after.data[at]!) > tolerance;
    }),
  );
}

/** So many tiles may be other ones before the picture is. */
export function strayTiles({ width, height }: Picture): number {
  return Math.min(mostStray, Math.floor((width * height * strayPerMille) / 1000));
}
