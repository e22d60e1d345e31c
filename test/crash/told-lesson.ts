import { randomUUID } from 'node:crypto';
import type { HostReceives, OpenedRoom, PlayerReceives, Receipt, Welcome } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { Client, connectSocket } from '../support/classroom.ts';
import type { Told } from './sync-order.ts';

const phones = 10;

/** A short lesson in a room of its own; resolves with everything that was acknowledged. */
export async function toldLesson(url: string, rounds: number, guesses: number): Promise<readonly Told[]> {
  const told: Told[] = [];
  const opened = await openRoom(url, rounds);
  told.push({ what: 'a room', wire: `"replayId":"${opened.replayId}"`, log: opened.replayId });
  const { code: room, hostToken } = opened;
  const host = new Client<HostReceives>(connectSocket(url, '/host', { room, hostToken }));
  const players = Array.from({ length: phones }, (_, k) => {
    const auth = { room, protocol: protocolVersion, name: `Baker ${k}` };
    return new Client<PlayerReceives>(connectSocket(url, '/player', auth));
  });

  async function ask(client: { send: Client<unknown>['send'] }, event: string, payload: object, wire: Wire) {
    const opId = randomUUID();
    const reply = await client.send<Receipt>(event, { opId, ...payload });
    if (!reply.ok) throw new Error(`${event} was refused: ${reply.error.code}`);
    told.push({ what: `${event} ${opId}`, wire: wire(reply.head ?? ''), log: opId });
  }
  const lead = (event: string) => ask(host, event, {}, (head) => `"head":"${head}"`);
  const speak = async (player: Client<PlayerReceives>, round: number) => {
    for (let k = 0; k < guesses; k += 1) {
      const estimate = estimateOf();
      await ask(player, 'guess', { round, estimate: { p: estimate } }, () => JSON.stringify(estimate));
    }
  };

  try {
    await Promise.all([host.until('view'), ...players.map((player) => player.until('welcome'))]);
    for (const player of players) told.push(seatOf(player.last('welcome')));
    await Promise.all(players.map((player) => speak(player, 0)));
    for (let round = 1; round <= rounds; round += 1) {
      await lead(round === 1 ? 'start' : 'next');
      await Promise.all(players.map((player) => speak(player, round)));
      await lead('close');
    }
    await lead('reveal');
  } finally {
    for (const { socket } of [host, ...players]) socket.disconnect();
  }
  return told;
}

type Wire = (head: string) => string;

function seatOf(welcome: Welcome | undefined): Told {
  const playerId = welcome?.playerId ?? '';
  return { what: `the seat ${playerId}`, wire: playerId, log: `"playerId":"${playerId}"` };
}

let said = 0;

/** What nobody else says: the whole numbers times the golden section, without what stands before the point, never meet. */
function estimateOf(): readonly [number, number] {
  said += 1;
  const share = 0.1 + 0.8 * ((said * 0.618_033_988_749_895) % 1);
  return [share, 1 - share];
}

async function openRoom(url: string, rounds: number): Promise<OpenedRoom> {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { rounds, guessSeconds: 60 } }),
  });
  if (response.status !== 201) throw new Error(`no room was opened: ${response.status}`);
  return (await response.json()) as OpenedRoom;
}
