import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import {
  type Area,
  changedTiles,
  cover,
  type Picture,
  shrink,
  strayTiles,
  tileSide,
} from '../support/picture.ts';
import { top } from '../support/run.ts';
import type { Language } from './seeded-rooms.ts';

export const referenceFolder = join(top, 'test', 'browser', 'references');
/** Set by `npm run references`: what is seen becomes what is expected. */
export const isTaking = process.env.TAKE_REFERENCES === 'yes';

const differences = join(top, 'artefacts', 'differences');
/** Zlib's usual way instead of the library's: half the bytes for pictures of flat colours. */
const packing = { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 } as const;
const howToTake = 'if it is meant to look like that, `npm run references` takes the new look';

/** How the screens of one group looked when somebody last said that they are right. */
export interface Album {
  /** What is wrong with the picture of a screen, null when nothing is. */
  judge(name: string, png: Uint8Array, varying: readonly Area[]): string | null;
  /** References of screens that were not seen. */
  strangers(): readonly string[];
}

export function openAlbum(group: string, language: Language): Album {
  const folder = join(referenceFolder, group, language);
  const seen = new Set<string>();
  const kept = () => readFolder(folder).filter((file) => file.endsWith('.png'));
  return {
    judge(name, png, varying) {
      const file = join(folder, `${name}.png`);
      seen.add(`${name}.png`);
      const whole = PNG.sync.read(Buffer.from(png));
      const now = cover(shrink(whole), varying);
      const before = readPicture(file);
      if (before === null && !isTaking) return `has no reference: ${howToTake}`;
      const changed = before === null ? [] : changedTiles(before, now);
      if (before !== null && changed.length <= strayTiles(now)) return null;
      if (isTaking) {
        write(file, rounded(now));
        return null;
      }
      const picture = join(differences, `${group}-${language}-${name}.png`);
      write(picture, marked(whole, now.width, changed));
      const tiles = now.width * now.height;
      const share = ((100 * changed.length) / tiles).toFixed(1);
      return `looks different in ${changed.length} of ${tiles} tiles (${share} %, see ${picture}); ${howToTake}`;
    },
    strangers() {
      const left = kept().filter((file) => !seen.has(file));
      if (!isTaking)
        return left.map((file) => `${join(folder, file)} shows no screen any longer: ${howToTake}`);
      for (const file of left) rmSync(join(folder, file));
      return [];
    },
  };
}

export function readFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readPicture(file: string): Picture | null {
  try {
    return PNG.sync.read(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function write(file: string, { width, height, data }: Picture): void {
  mkdirSync(dirname(file), { recursive: true });
  const png = new PNG({ width, height });
  png.data = Buffer.from(data);
  writeFileSync(file, PNG.sync.write(png, packing));
}

/** Fewer shades, off by a third of what a tile may be off, take half of the bytes in the repository. */
function rounded(tiles: Picture): Picture {
  return { ...tiles, data: tiles.data.map((value) => Math.min(255, Math.round(value / 16) * 16)) };
}

/** The picture itself, faded, with the changed tiles in red. */
function marked(whole: Picture, across: number, changed: readonly number[]): Picture {
  const data = whole.data.map((value, i) => (i % 4 === 3 ? 255 : 128 + value / 2));
  for (const tile of changed) {
    const left = (tile % across) * tileSide;
    const upper = Math.floor(tile / across) * tileSide;
    for (let y = upper; y < Math.min(upper + tileSide, whole.height); y += 1) {
      for (let x = left; x < Math.min(left + tileSide, whole.width); x += 1) {
        const at = (y * whole.width + x) * 4;
        data.set([220, (whole.data[at + 1] ?? 0) / 2, (whole.data[at + 2] ?? 0) / 2], at);
      }
    }
  }
  return { ...whole, data };
}
