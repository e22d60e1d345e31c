import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../shared/room/settings.ts';

type Chunks = Readonly<Record<string, { readonly file: string } | undefined>>;

/**
 * The file with the first words of each language, as the phone's build names it. Announced with the page itself, they come
 * beside its script and not a round trip after it: a third of a second on a slow line.
 */
export function loadEarlyWords(directory: string): (language: Language) => string | undefined {
  const manifest = join(directory, '.vite', 'phone.json');
  const chunks: Chunks = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
  return (language) => chunks[`locales/${language}.ts`]?.file;
}
