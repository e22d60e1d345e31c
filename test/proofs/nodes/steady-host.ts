import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { OpenedRoom, Reply } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { HostView } from '../../../shared/views/wire.ts';

const patienceMs = 20_000;

/** A teacher's page that says everything until it is answered, at whichever server it comes out. */
export interface SteadyHost {
  view(): HostView | undefined;
  say(event: string, payload?: object): Promise<void>;
  until(seen: (view: HostView) => boolean): Promise<void>;
  close(): void;
}

export function steadyHost(url: string, { code, hostToken }: OpenedRoom): SteadyHost {
  const auth = { room: code, protocol: protocolVersion, hostToken };
  const options = {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 500,
  };
  const socket = io(`${url}/host`, { auth, ...options });
  let view: HostView | undefined;
  let said = 0;
  socket.on('view', (next: HostView) => {
    view = next;
  });
  // A refusal in a handshake is final for the library; here it is tried again.
  socket.on('connect_error', () => setTimeout(() => socket.connect(), 300));
  return {
    view: () => view,
    async say(event, payload = {}) {
      said += 1;
      const stamped = { opId: `host-${said}`, ...payload };
      const end = performance.now() + patienceMs;
      for (;;) {
        const reply: Reply | undefined = await socket
          .timeout(2000)
          .emitWithAck(event, stamped)
          .catch(() => undefined);
        if (reply?.ok) return;
        if (performance.now() > end) throw new Error(`${event}: ${reply?.error.code ?? 'no answer'}`);
        await sleep(200);
      }
    },
    async until(seen) {
      const end = performance.now() + patienceMs;
      while (view === undefined || !seen(view)) {
        if (performance.now() > end) throw new Error(`not seen by the host: ${seen}`);
        await sleep(20);
      }
    },
    close: () => socket.close(),
  };
}
