import type { Server } from 'socket.io';

/** A reader that does not read is let go before what waits for it fills the memory. */
const MOST_PACKETS = 64;
const MOST_BYTES = 256 * 1024;
/** One long view for a slow projector is no backlog. */
const FEW_PACKETS = 8;
const CHECK_MS = 1000;

/** The part of an engine's connection that is looked at; the library names no public measure of its queue. */
interface Line {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  close(discard: boolean): void;
  once(event: 'close', listener: () => void): void;
}

export function capOutbound(io: Server): () => void {
  const lines = new Set<Line>();
  io.engine.on('connection', (line: Line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const timer = setInterval(() => {
    for (const line of lines) if (isBacklog(line)) line.close(true);
  }, CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function isBacklog({ writeBuffer }: Line): boolean {
  if (writeBuffer.length > MOST_PACKETS) return true;
  if (writeBuffer.length <= FEW_PACKETS) return false;
  return writeBuffer.reduce((bytes, { data }) => bytes + lengthOf(data), 0) > MOST_BYTES;
}

function lengthOf(data: unknown): number {
  return typeof data === 'string' || data instanceof Uint8Array ? data.length : 0;
}
