import type { Socket } from 'socket.io-client';
import { canonical, chainNext, chainStart } from '../../../shared/fairness/chain.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { RecordedEvent } from '../../../shared/room/events.ts';
import { publicEvent } from '../../../shared/room/public-event.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { Client, connectSocket, eventually } from '../../support/classroom.ts';
import { drawing } from '../../support/room.ts';
import { type Case, drawsFor, rounds } from './jars.ts';
import { type LessonServer, openLessonServer } from './lesson-server.ts';

/** What came out of the server, by who heard it: packets, whole HTTP answers, log lines. */
export type Heard = Readonly<Record<string, readonly string[]>>;

export interface Lesson {
  /**
   * Until the moment before the reveal; commitments, heads of the chain and ids of the transport masked. Everything that
   * enters the chain is among it, so that what is masked of a head can come from the commitment alone.
   */
  readonly before: Heard;
  readonly after: Heard;
  /** Seeds and salts, in hex. */
  readonly secrets: readonly string[];
  /** Of the chain, in hex: before the reveal they would open what it seals. */
  readonly nonces: readonly string[];
  /** Answers about the running room that differ from the same question about a room that never was. */
  readonly told: readonly string[];
}

export interface HiddenJar {
  readonly of: Case;
  readonly population: number;
  readonly counts: readonly number[];
  /** Names this lesson's own seed and salt. */
  readonly seal: string;
}

/** What there is to read of a lesson, below its replay's address. */
const parts = ['', '/log', '/export.csv', '/export.json'];

type Anyone = Client<Record<string, (payload: never) => void>>;

/** One whole lesson over real sockets, by a script that is the same for every jar. */
export async function playLesson(jar: HiddenJar): Promise<Lesson> {
  const server = await openLessonServer(jar.seal, drawing(...drawsFor(jar.of.flavours)));
  const lines: Record<string, string[]> = {};
  const clients: Anyone[] = [];
  try {
    return await play(server, jar, lines, clients);
  } finally {
    for (const client of clients) client.close();
    await server.close();
  }
}

async function play(
  server: LessonServer,
  jar: HiddenJar,
  lines: Record<string, string[]>,
  clients: Anyone[],
): Promise<Lesson> {
  const { service, clock } = server;
  const { of } = jar;
  server.sealNext();
  const opened = await service.openRoom(settingsOf(jar));
  if (!opened.ok) throw new Error(`the room was refused: ${opened.code}`);
  const { room, hostToken } = opened;
  const { state } = room;
  const { code, replayId, joinKey } = room.row;
  const commitments = [state.open.commitment];
  const told: string[] = [];
  const answers: string[] = [];

  const enter = async (
    name: string,
    namespace: string,
    auth: object,
    transport = 'websocket',
  ): Promise<Anyone> => {
    const options = { reconnection: false, autoConnect: false, transports: [transport] };
    const socket = connectSocket(server.url, namespace, auth, options);
    lines[name] = tap(socket);
    const client: Anyone = new Client(socket);
    clients.push(client);
    let isRefused = false;
    socket.once('connect_error', () => {
      isRefused = true;
    });
    socket.connect();
    const first = namespace === '/player' ? 'welcome' : 'view';
    await eventually(() => isRefused || client.last(first) !== undefined, `${name} to be let in or refused`);
    return client;
  };
  /** Lets what is due fall due, and waits until every line has been heard to its end. */
  const settle = async () => {
    clock.advance(2500);
    for (const { socket } of clients) if (socket.connected) await socket.emitWithAck('time', {});
  };
  const step = async (...acks: readonly Promise<unknown>[]) => {
    for (const ack of acks) await ack;
    await settle();
  };
  const ask = async (...asked: Parameters<LessonServer['ask']>) => {
    const answer = await server.ask(...asked);
    answers.push(`${asked[0]} ${asked[1]} ${answer}`);
    return answer;
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const askAround = async () => {
    for (const part of parts) {
      for (const headers of [{}, bearer(hostToken)]) {
        const running = await ask('GET', `/api/replays/${replayId}${part}`, headers);
        const unknown = await ask('GET', `/api/replays/${'x'.repeat(replayId.length)}${part}`, headers);
        if (running !== unknown) told.push(`${part || '/'}: ${running} but ${unknown}`);
      }
    }
    await ask('HEAD', `/api/replays/${replayId}`);
    await ask('GET', `/api/replays/${replayId}`, { 'if-none-match': '*', range: 'bytes=0-9' });
    await ask('GET', `/api/rooms/${code}`);
    await ask('GET', `/api/rooms/${code}?k=${joinKey}`);
    await ask('GET', '/api/rooms/0');
    await ask('DELETE', `/api/rooms/${replayId}`, bearer('wrong'));
    await ask('DELETE', `/api/rooms/${replayId}/names`);
    await ask('POST', '/api/rooms', { 'content-type': 'application/json' }, '{"jar":1}');
    for (const path of ['/healthz', '/readyz', `/join/${code}`, `/host/${code}`, `/replay/${replayId}`]) {
      await ask('GET', path);
    }
  };

  const auth = { room: code, protocol: protocolVersion };
  const host = await enter('host', '/host', { room: code, hostToken });
  const display = await enter('display', '/display', { room: code });
  const mina = await enter('mina', '/player', { ...auth, name: 'Mina' });
  const jun = await enter('jun', '/player', { ...auth, name: 'Jun', cookie: 2 });
  const made = await enter('made', '/player', auth, of.transport);
  await enter('not the host', '/host', { room: code, hostToken: 'wrong' });
  await step();
  await askAround();
  const rest = (p: number) => new Array<number>(of.flavours - 1).fill((1 - p) / (of.flavours - 1));
  const said = (p: number) =>
    of.settings.estimate === 'belief'
      ? { alpha: [p, ...rest(p)].map((share) => 1 + 40 * share) }
      : { p: [p, ...rest(p)] };
  const guess = (who: Anyone, round: number, p: number, done = false) =>
    who.send('guess', { round, estimate: said(p), done });

  await step(guess(mina, 0, 0.7), jun.send('rename', { name: 'June' }));
  await step(host.send('lock'), host.send('unlock'));
  server.sealNext();
  await step(host.send('settings', { settings: { title: 'Monday' } }));
  commitments.push(state.open.commitment);
  await step(host.send('mix', { words: 'cookies' }));
  await step(host.send('start'));
  await step(guess(mina, 1, 0.62), guess(jun, 1, 0.5), guess(made, 1, 0.333));
  await askAround();
  await step(guess(mina, 1, 0.64, true), host.send('pause'), host.send('resume'));
  await step(host.send('extend', { seconds: 30 }), jun.send('moreTime'));
  await step(host.send('close'));
  await askAround();
  await step(host.send('next'), host.send('skip'));
  const late = await enter('late', '/player', { ...auth, name: 'Late' });
  await step(guess(late, 2, 0.9), guess(mina, 3, 0.5), guess(jun, 2, 2));
  const parted = (who: Anyone) => eventually(() => !who.socket.connected, 'the line to be cut');
  const tokenOf = (who: Anyone) => (who.last('welcome') as { token?: string } | undefined)?.token;
  jun.close();
  await eventually(() => state.open.present === 3, 'the seat to be empty');
  await settle();
  const back = await enter('back', '/player', { ...auth, token: tokenOf(jun) });
  await step(guess(back, 2, 0.45));
  clock.advance(340_000);
  await settle();
  if (of.settings.guessSeconds === null) await step(host.send('close'));
  await step(host.send('next', { draws: 2, twist: of.settings.estimate === 'belief' }));
  await host.send('remove', { playerId: [...state.open.roster.keys()].at(-1) });
  await parted(late);
  await enter('removed again', '/player', { ...auth, token: tokenOf(late) });
  await made.send('leave');
  await parted(made);
  await step(guess(mina, 4, 0.6));
  await step(host.send('close'));
  if (of.settings.bet) {
    await step(host.send('next'));
    await step(mina.send('bet', { band: [0.4, 0.7] }), back.send('bet', { band: [0.8, 0.2] }));
    await step(mina.send('bet', { band: [0.45, 0.65] }), back.send('bet', { band: [0, 1] }));
  }
  await askAround();
  const { phase, round, jar: shown } = state.open;
  const last = of.settings.bet ? 'bet' : 'results';
  if (phase !== last || round !== rounds || shown !== null)
    throw new Error(`the script ended in ${phase} ${round}`);
  const heard = (): Heard =>
    Object.fromEntries(
      Object.entries({ ...lines, http: answers, log: server.logged }).map(([name, texts]) => [
        name,
        texts.map((text) => masked(text, commitments)),
      ]),
    );
  const before = { ...heard(), chain: linksOf(await server.store.read(replayId), commitments) };
  await step(host.send('reveal'));
  await eventually(
    () => (display.last('view') as { jar?: unknown } | undefined)?.jar,
    'the jar on the projector',
  );
  for (const part of parts) await ask('GET', `/api/replays/${replayId}${part}`, bearer(hostToken));
  return { before, after: heard(), secrets: server.secrets, nonces: server.nonces, told };
}

/**
 * What enters the chain with every event, also what enters it sealed; a mystery jar's counts are the jar itself. A head that
 * does not follow from that stands there as it is: what it is made of is not known.
 */
function linksOf(log: readonly RecordedEvent[], commitments: readonly string[]): readonly string[] {
  let expected = chainStart(commitments[0] ?? '');
  return log.map(({ seq, at, by, event, nonce = '', head = null }) => {
    const told = publicEvent(event);
    expected = chainNext(expected, { seq, at, by, event: told, nonce });
    const shown = told.type === 'JarFilled' ? { ...told, counts: '?' } : told;
    return `${masked(canonical({ seq, at, by, event: shown }), commitments)} ${head === expected ? '' : head}`;
  });
}

function settingsOf({ of, population, counts }: HiddenJar): SettingsInput {
  const names = counts.map((_, k) => `flavour ${k + 1}`);
  const jar = of.mystery
    ? { mystery: { flavours: names, population } }
    : { flavours: names.map((name, k) => ({ name, count: counts[k] ?? 0 })) };
  const drawSize = drawsFor(of.flavours)[0]?.reduce((a, b) => a + b) ?? 0;
  return { ...of.settings, ...jar, drawSize, rounds, language: 'en' };
}

/** Every packet a client receives, as text, from the first handshake on. */
function tap(socket: Socket): string[] {
  const packets: string[] = [];
  socket.io.on('open', () => {
    socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      if (type === 'message') packets.push(String(data));
    });
  });
  return packets;
}

/** Seal and chain are made of the jar, and say nothing about it; ids of connections come from the transport. */
function masked(text: string, commitments: readonly string[]): string {
  return commitments
    .reduce((rest, seal) => rest.replaceAll(seal, 'seal'), text)
    .replace(/"head":"[0-9a-f]{64}"/g, '"head":"?"')
    .replace(/"sid":"[^"]+"/, '"sid":"?"');
}
