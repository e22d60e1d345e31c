import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { Classroom, eventually, type Host, type OpenedTestRoom, type Player } from '../support/classroom.ts';

/** The one room in which one thing goes wrong. */
const trap = vi.hoisted(() => ({ code: '', what: '' }));

function spring(code: string, what: string): void {
  if (trap.code === code && trap.what === what) throw new Error(`planted in ${what}`);
}

vi.mock(import('../../shared/room/decide.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    decide: (...args) => {
      spring(args[0].open.code, args[1].type);
      return real.decide(...args);
    },
  };
});
vi.mock(import('../../shared/room/evolve.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    evolve: (...args) => {
      spring(args[0].open.code, args[1].event.type);
      return real.evolve(...args);
    },
  };
});

interface Lesson extends OpenedTestRoom {
  readonly host: Host;
  readonly player: Player;
}

let classroom: Classroom;
let trapped: Lesson;
let other: Lesson;

async function lesson(): Promise<Lesson> {
  const opened = await classroom.openRoom({ guessSeconds: null, bet: true, bots: [] });
  const host = await classroom.host(opened);
  const player = await classroom.player(opened.code, { name: 'Mina' });
  await host.send('start');
  await host.send('skip');
  return { ...opened, host, player };
}

beforeAll(async () => {
  classroom = await new Classroom({}).listen();
});
afterAll(() => classroom.close());
beforeEach(async () => {
  trap.what = '';
  [trapped, other] = await Promise.all([lesson(), lesson()]);
  trap.code = trapped.code;
});

const guess = { round: 1, estimate: { p: [0.6, 0.4] } };
const ofPlayers: Readonly<Record<string, object>> = {
  guess,
  bet: { band: [0.1, 0.3] },
  rename: { name: 'Nuri' },
  moreTime: {},
  leave: {},
};
const ofHosts: Readonly<Record<string, (playerId: string) => object>> = {
  ...Object.fromEntries(
    ['start', 'next', 'skip', 'close', 'pause', 'resume', 'reveal', 'end', 'lock', 'unlock'].map((plain) => [
      plain,
      () => ({}),
    ]),
  ),
  settings: () => ({ settings: { rounds: 4 } }),
  extend: () => ({ seconds: 15 }),
  mix: () => ({ words: 'cookies' }),
  remove: (playerId) => ({ playerId }),
  rename: (playerId) => ({ playerId, name: 'Nuri' }),
};
const cases = [
  ...Object.entries(ofPlayers).map(([event, payload]) => ['player', event, () => payload] as const),
  ...Object.entries(ofHosts).map(([event, payload]) => ['host', event, payload] as const),
];

/** Everything else goes on: in the room itself, and in the one beside it. */
async function goesOn(): Promise<void> {
  for (const { player, host } of [other, trapped]) {
    expect(await player.send('guess', guess)).toMatchObject({ ok: true });
    expect(await host.send('lock')).toMatchObject({ ok: true });
  }
}

describe('a mistake in the handling of one message', () => {
  test.each(cases)('of a %s, %s, is answered and ends there', async (who, event, payload) => {
    const { seq } = trapped.room.state.open;
    trap.what = event;
    const ask = (room: Lesson) => room[who].send(event, payload(room.player.welcome.playerId));
    expect(await ask(trapped)).toMatchObject({ ok: false, error: { code: 'internal' } });
    const elsewhere = await ask(other);
    expect(elsewhere.ok || elsewhere.error.code !== 'internal').toBe(true);
    expect(trapped.room.state.open.seq).toBe(seq);
    trap.what = '';
    // What it did in the other room may have ended that lesson.
    other = await lesson();
    await goesOn();
  });

  test.each([
    ['player', 'guess', guess, 'EstimatePlaced'],
    ['player', 'rename', { name: 'Nuri' }, 'SeatRenamed'],
    ['host', 'pause', {}, 'RoundPaused'],
    ['host', 'close', {}, 'RoundClosed'],
  ] as const)(
    'in the taking in of what a %s’s %s says takes the whole of it back',
    async (who, event, payload, type) => {
      const { seq } = trapped.room.state.open;
      trap.what = type;
      const reply = await trapped[who].send(event, payload);
      expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
      trap.what = '';
      await goesOn();
      expect((await classroom.store.read(trapped.room.row.replayId))[seq]).toMatchObject({ seq: seq + 1 });
    },
  );

  test('of who comes, who goes and what the clock does ends there too', async () => {
    trap.what = 'join';
    expect(
      await classroom.refusal('/player', { room: trapped.code, protocol: protocolVersion, name: 'Sora' }),
    ).toMatchObject({
      code: 'internal',
    });
    trap.what = 'connect';
    const late = await classroom.player(trapped.code, { name: 'Sora' });
    expect(await late.send('guess', guess)).toMatchObject({ ok: true });
    trap.what = 'disconnect';
    late.close();
    trap.what = '';
    await goesOn();
    await eventually(() => other.host.last('view')?.locked, 'the other room, as its host sees it');
  });
});
