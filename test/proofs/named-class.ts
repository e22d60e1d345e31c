import { randomInt } from 'node:crypto';
import type { HostReceives, OpenedRoom, PlayerReceives } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { Client, connectSocket } from '../support/classroom.ts';

/** Distinctive: an address reserved for examples, which every request claims to come from. */
export const address = '203.0.113.77';
const extraHeaders = { 'X-Forwarded-For': address };
/** The search keeps this process busy for seconds, in which the server may have closed a line that was left open. */
export const httpHeaders = { ...extraHeaders, connection: 'close' };

interface Student {
  readonly client: Client<PlayerReceives>;
  readonly playerId: string;
  readonly token: string;
}

/** A lesson with names of three kinds, and everything that was heard of it. */
export interface NamedClass {
  readonly opened: OpenedRoom;
  /** As the server shows them, with those that were replaced. */
  readonly names: readonly string[];
  /** Names and title. */
  readonly texts: readonly string[];
  readonly students: readonly Student[];
  readonly host: Client<HostReceives>;
  /** Every message that any socket of this class has received since the mark was set. */
  mark(): void;
  heardSince(): Buffer;
  /** What the four replay routes and the summary say now, to the host and to everybody. */
  fetched(): Promise<Buffer>;
  /** A phone that comes back, a second screen, and another guess: what is told anew. */
  stir(): Promise<void>;
  close(): void;
}

function someHangul(length: number): string {
  return Array.from({ length }, () => String.fromCodePoint(0xac00 + randomInt(11_172))).join('');
}

const emoji = ['👩‍🚀', '🦊', '🐙', '🍪', '🧑🏽‍🍳', '🌵'];

/** Ten letters that nobody else has: Korean, Latin, and with emoji. */
function nameOf(place: number): string {
  const latin = Array.from({ length: 8 }, () => String.fromCodePoint(0x61 + randomInt(26))).join('');
  if (place % 3 === 0) return someHangul(8);
  return place % 3 === 1 ? `Zq${latin}` : `${emoji[place % emoji.length]}${someHangul(6)}`;
}

async function openRoom(url: string, title: string): Promise<OpenedRoom> {
  const settings = { title, replayNames: 'display', guessSeconds: null, rounds: 3, histogram: 'live' };
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...httpHeaders },
    body: JSON.stringify({ settings }),
  });
  if (response.status !== 201) throw new Error(`no room: ${response.status} ${await response.text()}`);
  return (await response.json()) as OpenedRoom;
}

export async function openClass(url: string, size: number): Promise<NamedClass> {
  const title = `${someHangul(9)} 반`;
  const opened = await openRoom(url, title);
  const { code, hostToken, replayId } = opened;
  const clients: Client<never>[] = [];
  const names: string[] = [];
  const students: Student[] = [];
  const connect = <R>(namespace: string, auth: object): Client<R> => {
    const client = new Client<R>(connectSocket(url, namespace, { room: code, ...auth }, { extraHeaders }));
    clients.push(client as unknown as Client<never>);
    return client;
  };
  const join = async (auth: object) => {
    const client = connect<PlayerReceives>('/player', { protocol: protocolVersion, ...auth });
    return { client, welcome: await client.until('welcome') };
  };

  const host = connect<HostReceives>('/host', { hostToken });
  await host.until('view');
  await connect<HostReceives>('/display', {}).until('view');
  for (let place = 0; place < size; place += 1) {
    const { client, welcome } = await join({ name: nameOf(place), cookie: 0 });
    names.push(welcome.name);
    students.push({ client, playerId: welcome.playerId, token: welcome.token ?? '' });
  }
  // Some are renamed: by the host, and by themselves.
  for (const [place, { client, playerId }] of students.slice(0, 6).entries()) {
    const name = nameOf(place);
    const reply =
      place % 2 === 0
        ? await host.send<{ name: string }>('rename', { playerId, name })
        : await client.send<{ name: string }>('rename', { name });
    if (!reply.ok) throw new Error(`a rename was refused: ${reply.error.code}`);
    names.push(reply.name);
  }
  await playRound('start', 1);
  await playRound('next', 2);

  async function playRound(how: 'start' | 'next', round: number): Promise<void> {
    await host.send(how);
    await Promise.all(
      students.map(({ client }, k) => {
        const p = Math.round(200 + (600 * k) / size) / 1000;
        return client.send('guess', { round, estimate: { p: [p, Math.round(1000 - p * 1000) / 1000] } });
      }),
    );
    await host.send('close');
    await host.until('view', (view) => view.phase === 'results' && view.round === round);
  }

  let marks = new Map<Client<never>, number>();
  return {
    ...{ opened, names, students, host },
    texts: [...names, title],
    mark() {
      marks = new Map(clients.map((client) => [client, client.frames.length]));
    },
    heardSince() {
      const later = clients.map((client) => client.frames.slice(marks.get(client) ?? 0));
      return Buffer.from(JSON.stringify(later));
    },
    async fetched() {
      const paths = ['', '/log', '/export.csv', '/export.json'].map(
        (part) => `/api/replays/${replayId}${part}`,
      );
      const bodies: Buffer[] = [];
      for (const path of [
        ...paths,
        `/api/rooms/${code}?k=${new URL(opened.joinUrl).searchParams.get('k')}`,
      ]) {
        for (const headers of [httpHeaders, { ...httpHeaders, authorization: `Bearer ${hostToken}` }]) {
          bodies.push(Buffer.from(await (await fetch(url + path, { headers })).arrayBuffer()));
        }
      }
      return Buffer.concat(bodies);
    },
    async stir() {
      const [first] = students;
      first?.client.close();
      await join({ token: first?.token });
      await connect<HostReceives>('/display', {}).until('view');
      await connect<HostReceives>('/host', { hostToken }).until('view');
      await host.send('next');
    },
    close() {
      for (const client of clients) client.close();
    },
  };
}
