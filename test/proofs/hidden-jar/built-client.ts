import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../../support/run.ts';

export interface BuiltClient {
  readonly files: number;
  /** Maps of the source, and names that only the sealed side of a room has. */
  readonly suspicious: readonly string[];
}

/** No page needs these: they belong to the server's store and to the sealed part of a room's state. */
const sealedSide = ['hostTokenHash', 'recoveryHash', 'host_token_hash', 'drawFromSeal', 'sourceMappingURL'];

/** What anybody can fetch before any lesson. */
export function searchBuiltClient(): BuiltClient {
  const folder = join(top, 'dist/client');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const suspicious: string[] = [];
  for (const { parentPath, name } of files) {
    const text = readFileSync(join(parentPath, name), 'latin1');
    for (const word of sealedSide) if (text.includes(word)) suspicious.push(`${name} has ${word}`);
    if (name.endsWith('.map')) suspicious.push(name);
  }
  return { files: files.length, suspicious };
}
