import { roomOfCode } from '../host/past-rooms-store.ts';

export interface JoinAddress {
  /** What the camera reads; may carry the room's key. */
  readonly url: string;
  /** What is typed by hand, without what a browser adds by itself. */
  readonly spoken: string;
}

/** The browser that opened the room knows the address phones can reach; any other takes its own. */
export function joinAddressOf(code: string): JoinAddress {
  const url = roomOfCode(code)?.joinUrl ?? `${location.origin}/play/${code}`;
  const { protocol, host } = new URL(url, location.origin);
  return { url, spoken: protocol === 'https:' ? host : `${protocol}//${host}` };
}
