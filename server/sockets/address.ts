import type { Socket } from 'socket.io';

/** The client's address, past as many proxies as are ours; what lies beyond them anybody could have written. */
export function addressOf(socket: Socket, trustProxy: number): string {
  const forwarded = socket.handshake.headers['x-forwarded-for'];
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  const hop = trustProxy > 0 ? hops.at(-trustProxy)?.trim() : undefined;
  return hop || socket.handshake.address;
}
