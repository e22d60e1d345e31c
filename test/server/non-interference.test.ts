import type { Socket } from 'socket.io-client';
import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../shared/room/settings.ts';
import { type Classroom, Client, eventually, openClassroom, scriptedBytes } from '../support/classroom.ts';
import { pairwise } from '../support/pairwise.ts';
import { drawing } from '../support/room.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const draws = drawing([13, 7], [9, 11], [12, 8], [14, 6]);

const game = { drawSize: 20, rounds: 4, guessSeconds: 300 } as const;

/** Ids of connections come from the transport, not from the room; the chain's heads follow from the seal. */
function masked(packet: string): string {
  return packet.replace(/"sid":"[^"]+"/, '"sid":"?"').replace(/"head":"[0-9a-f]{64}"/g, '"head":"?"');
}

/** Every packet a client receives, as text, from the first handshake on. */
function tap(socket: Socket): string[] {
  const packets: string[] = [];
  socket.io.on('open', () => {
    socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      if (type === 'message') packets.push(masked(String(data)));
    });
  });
  return packets;
}

interface Heard {
  /** Packets of every connection, by its name, until just before the reveal and after it. */
  readonly before: Readonly<Record<string, readonly string[]>>;
  readonly after: Readonly<Record<string, readonly string[]>>;
  readonly commitments: readonly string[];
}

/** One lesson by the script: everything but the jar is the same in every run. */
async function play(counts: readonly number[], settings: SettingsInput): Promise<Heard> {
  const clock = createVirtualClock();
  const classroom = await openClassroom({ clock, random: scriptedBytes('same'), draw: draws });
  const lines: Record<string, string[]> = {};
  const clients: Client<Record<string, (payload: never) => void>>[] = [];
  const commitments: string[] = [];
  try {
    const flavours = counts.map((count, k) => ({ name: `flavour ${k + 1}`, count }));
    const opened = await classroom.openRoom({ ...settings, ...game, flavours });
    const { state } = opened.room;
    commitments.push(state.open.commitment);
    const enter = enterer(classroom, lines, clients);

    /** Lets what is due fall due, and waits until every line has been heard to its end. */
    const settle = async () => {
      clock.advance(2500);
      for (const { socket } of clients) if (socket.connected) await socket.emitWithAck('time', {});
    };
    const step = async (...acks: readonly Promise<unknown>[]) => {
      for (const ack of acks) await ack;
      await settle();
    };

    const auth = { room: opened.code, protocol: 1 };
    const host = await enter('host', '/host', { room: opened.code, hostToken: opened.hostToken });
    const display = await enter('display', '/display', { room: opened.code });
    const mina = await enter('mina', '/player', { ...auth, name: 'Mina' });
    const jun = await enter('jun', '/player', { ...auth, name: 'Jun', cookie: 2 });
    const made = await enter('made', '/player', auth);
    await step();
    const believes = settings.estimate === 'belief';
    const said = (p: number) => (believes ? { alpha: [1 + 40 * p, 1 + 40 * (1 - p)] } : { p: [p, 1 - p] });
    const guess = (who: typeof mina, round: number, p: number, done = false) =>
      who.send('guess', { round, estimate: said(p), done });

    await step(guess(mina, 0, 0.7), jun.send('rename', { name: 'June' }));
    await step(host.send('lock'), host.send('unlock'));
    await step(host.send('settings', { settings: { title: 'Monday' } }));
    commitments.push(state.open.commitment);
    await step(host.send('mix', { words: 'cookies' }));
    await step(host.send('start'));
    await step(guess(mina, 1, 0.62), guess(jun, 1, 0.5), guess(made, 1, 0.333));
    await step(guess(mina, 1, 0.64, true), host.send('pause'), host.send('resume'));
    await step(host.send('extend', { seconds: 30 }), jun.send('moreTime'));
    await step(host.send('close'));
    await step(host.send('next'), host.send('skip'));
    const late = await enter('late', '/player', { ...auth, name: 'Late' });
    await step(guess(late, 2, 0.9), guess(mina, 3, 0.5), guess(jun, 2, 2));
    const token = (jun.last('welcome') as { token?: string } | undefined)?.token;
    jun.close();
    await eventually(() => state.open.present === 3, 'the seat to be empty');
    await settle();
    const back = await enter('back', '/player', { ...auth, token });
    await step(guess(back, 2, 0.45));
    clock.advance(340_000);
    await settle();
    await step(host.send('next', { draws: 2, twist: believes }));
    await step(host.send('remove', { playerId: [...state.open.roster.keys()].at(-1) }));
    await step(guess(mina, 4, 0.6), made.send('leave'));
    await step(host.send('close'));
    if (settings.bet) {
      await step(host.send('next'));
      await step(
        mina.send('bet', { band: [0.4, 0.7] }),
        back.send('bet', { opId: 'worse', band: [0.8, 0.2] }),
      );
      await step(
        mina.send('bet', { band: [0.45, 0.65] }),
        back.send('bet', { opId: 'better', band: [0, 1] }),
      );
    }
    const phase = settings.bet ? 'bet' : 'results';
    expect(state.open).toMatchObject({ phase, round: 4, betsPlaced: settings.bet ? 2 : 0, jar: null });
    const heard = (): Record<string, string[]> =>
      Object.fromEntries(
        Object.entries(lines).map(([name, packets]) => [
          name,
          packets.map((packet) => commitments.reduce((text, seal) => text.replaceAll(seal, 'seal'), packet)),
        ]),
      );
    const before = heard();
    await step(host.send('reveal'));
    expect((display.last('view') as { jar?: unknown } | undefined)?.jar).toEqual(counts);
    return { before, after: heard(), commitments };
  } finally {
    await classroom.close();
  }
}

function enterer(
  classroom: Classroom,
  lines: Record<string, string[]>,
  clients: Client<Record<string, (payload: never) => void>>[],
) {
  return async (name: string, namespace: string, auth: object) => {
    const socket = classroom.socket(namespace, auth, { reconnection: false, autoConnect: false });
    lines[name] = tap(socket);
    const client = new Client<Record<string, (payload: never) => void>>(socket);
    clients.push(client);
    socket.connect();
    await client.until(namespace === '/player' ? 'welcome' : 'view');
    return client;
  };
}

describe('before the reveal no byte to anybody depends on the jar', () => {
  const jars = [
    [600, 400],
    [90, 910],
    [999, 1],
  ] as const;
  const cases: readonly SettingsInput[] = pairwise({
    estimate: ['point', 'belief'],
    bet: [false, true],
    tally: ['always', 'draw', 'none'],
    board: [1, 'end', 'never'],
    replacement: ['never', 'round', 'each'],
    histogram: ['live', 'close', 'never'],
    rankBy: ['evidence', 'jar'],
    autoClose: [false, true],
    bots: [['exact', 'svi', 'decay'], []],
  });

  test.each(cases)(
    'V1 with %j',
    async (shown) => {
      const [first, ...others] = await Promise.all(jars.map((counts) => play(jarFor(counts, shown), shown)));
      expect(Object.keys(first!.before)).toHaveLength(7);
      expect(first!.before.display!.length).toBeGreaterThan(20);
      for (const other of others) {
        expect(other.before).toEqual(first!.before);
        expect(other.commitments).not.toEqual(first!.commitments);
        // The same comparison does see the jar once it is open.
        expect(other.after.back).not.toEqual(first!.after.back);
      }
    },
    60_000,
  );
});

/** Cookies that stay out must be there to begin with. */
function jarFor(counts: readonly number[], { replacement = 'never' }: SettingsInput): readonly number[] {
  return replacement === 'never' ? counts.map((count) => count + 50) : counts;
}
