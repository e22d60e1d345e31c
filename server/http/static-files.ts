import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Request, Response } from 'express';

interface StaticFile {
  readonly type: string;
  readonly etag: string;
  readonly immutable: boolean;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The built client in memory: small, and a build made while a lesson runs takes nothing away from it. */
export function loadStaticFiles(directory: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  if (!existsSync(directory)) return files;
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const path = join(directory, name);
    const type = types[extname(name)];
    const hidden = name.split(sep).some((part) => part.startsWith('.'));
    if (type === undefined || hidden || !statSync(path).isFile()) continue;
    const plain = readFileSync(path);
    const url = `/${name.split(sep).join('/')}`;
    files.set(url, {
      type,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      immutable: url.startsWith('/assets/'),
      plain,
      br: optional(`${path}.br`),
      gzip: optional(`${path}.gz`),
    });
  }
  return files;
}

function optional(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

export function sendFile(request: Request, response: Response, file: StaticFile): void {
  const encoding = encodingFor(request, file);
  response.set({
    'Content-Type': file.type,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    // One tag per encoding: they are different bytes.
    ETag: encoding === undefined ? file.etag : file.etag.replace(/"$/, `-${encoding}"`),
    ...(encoding !== undefined && { 'Content-Encoding': encoding }),
  });
  response.vary('Accept-Encoding');
  const body = encoding === undefined ? file.plain : file[encoding === 'br' ? 'br' : 'gzip'];
  response.send(body);
}

function encodingFor(request: Request, file: StaticFile): 'br' | 'gzip' | undefined {
  const offered = (['br', 'gzip'] as const).filter((encoding) => file[encoding] !== undefined);
  const accepted = request.acceptsEncodings([...offered, 'identity']);
  return offered.find((encoding) => encoding === accepted);
}
