import { scriptRoom } from '../../browser/scripted-class.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { newNetwork } from './interruptions.ts';
import { type Client, Phone } from './phone.ts';

export interface StampedeReport {
  readonly phones: number;
  /** From the moment the server listens again to the phone's welcome. */
  readonly resumeMs: readonly number[];
  readonly faults: readonly string[];
}

const joinMs = 60_000;
const patienceMs = 30_000;
const perNetwork = 100;

/** A server that goes down and comes back has all its phones at the door at once. */
export async function stampede(
  client: Client,
  server: ServerProcess,
  { phones: size }: { readonly phones: number },
): Promise<StampedeReport> {
  const settings = { drawSize: 20, guessSeconds: 600, maxPlayers: size } as const;
  const room = await scriptRoom({ address: server.url }, settings);
  const phones: Phone[] = [];
  for (let i = 0; i < size; i += perNetwork) {
    // Phones of one school come through one network.
    const network = await newNetwork(server.port, i);
    for (let k = i; k < Math.min(size, i + perNetwork); k += 1) {
      const phone = new Phone(`s${k}`, { client, serverPort: server.port, code: room.opened.code }, network);
      phone.openPage();
      phones.push(phone);
    }
  }
  await Promise.all(phones.map((phone) => phone.until(({ you }) => you.value !== null, joinMs)));
  await room.host.send('start');
  await Promise.all(phones.map((phone) => phone.until(({ view }) => view.value?.players === size, joinMs)));
  const seats = phones.map(({ game }) => game.me.value?.playerId);
  const welcomes: number[] = [];
  for (const { game } of phones) game.line.socket.once('welcome', () => welcomes.push(performance.now()));
  await server.end('SIGTERM');
  await server.start();
  const backAt = performance.now();
  await Promise.all(
    phones.map((phone) => phone.until(({ line }) => line.link.value === 'online', patienceMs)),
  );
  const faults = phones.flatMap(({ name, game }, i) => [
    ...(game.line.link.value === 'online'
      ? []
      : [`${name} did not come back: ${game.line.refused.value?.code}`]),
    ...(game.me.value?.playerId === seats[i] ? [] : [`${name} has another seat`]),
  ]);
  for (const phone of phones) phone.closePage();
  await Promise.all([...new Set(phones.map(({ network }) => network))].map((network) => network.close()));
  room.close();
  return { phones: size, resumeMs: welcomes.map((at) => at - backAt), faults };
}
