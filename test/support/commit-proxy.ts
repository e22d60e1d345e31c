import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What the line does with the next COMMIT: it is done and its answer is lost, or it never arrives. */
export type Accident = 'answer lost' | 'never arrives';

/** A line to PostgreSQL that breaks at the worst moment, when told to. */
export interface CommitProxy {
  readonly port: number;
  breakNext(accident: Accident): void;
  /** How often it has broken. */
  broken(): number;
  close(): Promise<void>;
}

export async function commitProxy(target: number): Promise<CommitProxy> {
  let next: Accident | undefined;
  let broken = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    let muted = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end).on('close', () => {
        open.delete(socket);
        end();
      });
    }
    client.on('data', (bytes) => {
      if (next === undefined || !bytes.includes('COMMIT')) {
        upstream.write(bytes);
        return;
      }
      broken += 1;
      muted = true;
      const accident = next;
      next = undefined;
      if (accident === 'never arrives') end();
      // Its answer has come as far as here: it was done.
      else upstream.write(bytes, () => upstream.once('data', end));
    });
    upstream.on('data', (bytes) => !muted && client.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    breakNext(accident) {
      next = accident;
    },
    broken: () => broken,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
