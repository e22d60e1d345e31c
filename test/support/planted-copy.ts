import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { top } from './run.ts';

export interface PlantedCopy {
  readonly path: string;
  /** Adds lines to a file of the copy, which need not exist yet, or changes its text. */
  plant(file: string, lines: string | ((text: string) => string)): void;
  remove(): void;
}

const copied = [
  'shared',
  'server',
  'client',
  'biome.json',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'node_modules/.package-lock.json',
  '.gitignore',
];

/** The rooms of the code, and what else is named, in a temporary folder with the packages linked, where violations can be planted. */
export function plantedCopy(more: readonly string[] = []): PlantedCopy {
  const path = mkdtempSync(join(tmpdir(), 'walls-'));
  for (const name of [...copied, ...more]) cpSync(join(top, name), join(path, name), { recursive: true });
  // Linked one by one: the copy keeps a build cache of its own, and the project's stays as it is.
  const packages = join(path, 'node_modules');
  for (const name of readdirSync(join(top, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(top, 'node_modules', name), join(packages, name), 'junction');
  }
  return {
    path,
    plant(file, lines) {
      const target = join(path, file);
      const text = existsSync(target) ? readFileSync(target, 'utf8') : '';
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, typeof lines === 'string' ? `${text}\n${lines}\n` : lines(text));
    },
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
