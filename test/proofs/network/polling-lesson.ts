import { setTimeout as sleep } from 'node:timers/promises';
import { type ScriptedRoom, scriptRoom } from '../../browser/scripted-class.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { newNetwork } from './interruptions.ts';
import { type Client, Phone } from './phone.ts';

export interface PollingReport {
  readonly phones: number;
  readonly rounds: number;
  readonly ackMs: readonly number[];
  /** Scores of phones that polled, compared with the twin who placed the same by WebSocket. */
  readonly scoresCompared: number;
  readonly faults: readonly string[];
}

const blocks = ['cut', 'forbid', 'hang'] as const;
const patienceMs = 15_000;

/** A whole lesson in which no WebSocket passes for half the phones; the other half places the same by WebSocket. */
export async function pollingLesson(
  client: Client,
  server: ServerProcess,
  { phones: size, rounds }: { readonly phones: number; readonly rounds: number },
): Promise<PollingReport> {
  const settings = { drawSize: 20, rounds, guessSeconds: 600, autoClose: false, board: 1 } as const;
  // The teacher sits in the same network.
  const hostNetwork = await newNetwork(server.port, 0);
  hostNetwork.upgrades('forbid');
  const room = await scriptRoom({ address: hostNetwork.url }, settings, 'polling');
  const faults: string[] = [];
  const ackMs: number[] = [];
  let scoresCompared = 0;
  const phones: Phone[] = [];
  for (let i = 0; i < 2 * size; i += 1) {
    const network = await newNetwork(server.port, i);
    if (i < size) network.upgrades(blocks[i % blocks.length] ?? 'cut');
    const phone = new Phone(`p${i}`, { client, serverPort: server.port, code: room.opened.code }, network);
    phone.openPage();
    phones.push(phone);
  }
  const pollers = phones.slice(0, size);
  const each = <T>(act: (phone: Phone, i: number) => Promise<T>) => Promise.all(phones.map(act));
  await each(async (phone) => {
    if ((await phone.until(({ you }) => you.value !== null, patienceMs)) === undefined) {
      faults.push(`${phone.name} did not come in`);
    }
  });
  const leave = async () => {
    await each((phone) => phone.close());
    room.close();
    await hostNetwork.close();
  };
  if (faults.length > 0) {
    await leave();
    return { phones: size, rounds, ackMs, scoresCompared, faults };
  }

  for (let round = 1; round <= rounds; round += 1) {
    await room.host.send(round === 1 ? 'start' : 'next');
    await each((phone) => phone.until(({ view }) => view.value?.round === round, patienceMs));
    const wanted = (i: number) => 300 + (((i % size) * 7 + round * 31) % 400);
    await each(async (phone, i) => {
      await sleep(Math.random() * 500);
      const asked = performance.now();
      phone.setShare(wanted(i));
      const got = await phone.received(wanted(i), patienceMs);
      if (got === undefined) faults.push(`${phone.name}: no acknowledgement in round ${round}`);
      else if (i < size) ackMs.push(got - asked);
    });
    faults.push(...pollers.flatMap((phone) => notSlow(phone, round)));
    await room.host.send('close');
    await each((phone) => phone.until(({ you }) => you.value?.score?.round === round, patienceMs));
    for (const [i, poller] of pollers.entries()) {
      const [mine, twins] = [scoreOf(poller), scoreOf(phones[i + size])];
      scoresCompared += 1;
      if (mine === '' || mine !== twins)
        faults.push(`${poller.name}: ${mine} by polling, ${twins} otherwise`);
    }
  }
  faults.push(...(await farewell(room, phones, size)));
  await leave();
  return { phones: size, rounds, ackMs, scoresCompared, faults };
}

function notSlow({ name, game, watch }: Phone, round: number): string[] {
  const { transport } = game.line.socket.io.engine;
  return [
    ...(transport.name === 'polling' ? [] : [`${name}: by ${transport.name} in round ${round}`]),
    ...(watch.slow.value ? [] : [`${name}: the page does not say that the network is slow`]),
  ];
}

function scoreOf(phone: Phone | undefined): string {
  const score = phone?.game.you.value?.score;
  return score == null ? '' : `${score.kl} ${score.points} ${score.total} ${score.rank}`;
}

async function farewell(room: ScriptedRoom, phones: readonly Phone[], size: number): Promise<string[]> {
  await room.host.send('reveal');
  const jars = await Promise.all(
    phones.map(async (phone) => {
      await phone.until(({ view }) => view.value?.jar != null, patienceMs);
      return JSON.stringify(phone.game.view.value?.jar ?? null);
    }),
  );
  const same = new Set(jars).size === 1 && jars[0] !== 'null';
  return [
    ...(same ? [] : ['not everybody saw the same jar at the end']),
    ...(room.view().seats.length === 2 * size ? [] : [`${room.view().seats.length} seats`]),
  ];
}
