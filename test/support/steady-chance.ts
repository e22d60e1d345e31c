import crypto from 'node:crypto';
import module, { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded before the server's own program: every start has the same chance and begins on the same morning, so that two
 * lessons played alike look alike. Each length has its own sequence: how many ids a socket took changes no cookie.
 */
const morning = Date.UTC(2026, 8, 14, 1, 30);
const taken = new Map<number, number>();

function steadyBytes(size: number): Buffer {
  const count = (taken.get(size) ?? 0) + 1;
  taken.set(size, count);
  return crypto.createHash('shake256', { outputLength: size }).update(`${size} ${count}`).digest();
}

const steady = (size: number, done?: (error: null, bytes: Buffer) => void): Buffer | undefined => {
  const bytes = steadyBytes(size);
  if (done === undefined) return bytes;
  queueMicrotask(() => done(null, bytes));
  return undefined;
};
crypto.randomBytes = steady as typeof crypto.randomBytes;
syncBuiltinESMExports();

// The server's own supply cuts all lengths from one piece, in an order that is never the same.
(globalThis as { steadyBytes?: typeof steadyBytes }).steadyBytes = steadyBytes;
const supply = 'export const systemRandom = () => (size) => new Uint8Array(globalThis.steadyBytes(size));';
module.registerHooks({
  load: (url, context, nextLoad) =>
    url.endsWith('/server/random.ts')
      ? { format: 'module', source: supply, shortCircuit: true }
      : nextLoad(url, context),
});

Date.now = () => morning + Math.round(performance.now());
