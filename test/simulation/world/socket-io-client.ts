import { WebSocket as BrowserTransport, io as connect } from 'socket.io-client';
import { LineSocket } from './line-socket.ts';

/** The browser's transport, with lines of the virtual network under it. */
class LineTransport extends BrowserTransport {
  override createSocket(): LineSocket {
    return new LineSocket();
  }
}

/** What `client/connection.ts` imports as socket.io-client: the real one, connected to the virtual network. */
export function io(namespace: string, options: object): unknown {
  const here = { transports: [LineTransport], tryAllTransports: false, forceNew: true };
  return connect(`http://bakery${namespace}`, { ...options, ...here });
}
