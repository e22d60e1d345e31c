import type { Page } from 'playwright-core';

/** Everything one audience was told over its sockets, in order. */
export interface Heard {
  readonly who: string;
  readonly frames: string[];
}

export function listen(who: string, page: Page): Heard {
  const frames: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString()));
  });
  // A line that falls back to plain requests must not escape.
  page.on('response', async (response) => {
    if (!response.url().includes('transport=polling')) return;
    frames.push(await response.text().catch((error: unknown) => `unread: ${String(error)}`));
  });
  return { who, frames };
}

/** The number as it stands alone in JSON, not as a part of a longer one. */
export function mentions(frames: readonly string[], value: number): boolean {
  const alone = new RegExp(`(?<![\\d.])${String(value).replace('.', '\\.')}(?!\\d)`);
  return frames.some((frame) => alone.test(frame));
}
