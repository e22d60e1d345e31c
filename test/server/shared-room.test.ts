import { pino } from 'pino';
import { expect, test } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { createRoomService, type LiveRoom, type RoomService } from '../../server/room-service.ts';
import { fold } from '../../shared/room/evolve.ts';
import { chanceOf, oneOf, whole } from '../support/chance.ts';
import { eventually, scriptedBytes } from '../support/classroom.ts';
import { createSharedMemory } from '../support/shared-memory.ts';

const settings = { guessSeconds: null, autoClose: false, language: 'en' } as const;
const seats = 8;
const wishes = 30;

/** One seat's way through a lesson: every wish is said again, at any server, until it is answered. */
async function wish(services: readonly RoomService[], seed: number, code: string, playerId: string) {
  const chance = chanceOf(seed);
  const answers: { readonly opId: string; readonly seq: number; readonly head: string | null }[] = [];
  for (let k = 0; k < wishes; k += 1) {
    const opId = `${playerId}-${k}`;
    const share = (1 + whole(chance, 998)) / 1000;
    const command = { type: 'guess', playerId, round: 1, estimate: [share, 1 - share], done: false } as const;
    for (;;) {
      const service = oneOf(chance, services);
      const room = service.byCode(code);
      if (room === undefined) throw new Error('no room');
      const answer = await service.execute(room, command, playerId, opId);
      if (answer.ok) {
        answers.push({ opId, seq: answer.seq, head: answer.head });
        break;
      }
      if (answer.code !== 'store/unavailable') throw new Error(answer.code);
    }
  }
  return answers;
}

/** Until it is answered with something else than that it could not be stored. */
async function renew(service: RoomService, code: string, room: LiveRoom, opId: string): Promise<string> {
  for (;;) {
    const answer = await service.again(room, opId);
    if (answer.ok) return 'ok';
    if (answer.code !== 'store/unavailable') return answer.code;
    await service.seek(code);
  }
}

test.each([1, 2, 3, 4, 5, 6])(
  'S10 S11 whatever breaks, all servers follow one log, and every answer holds (seed %i)',
  async (seed) => {
    const memory = createSharedMemory(chanceOf(seed), { broken: 0.06, newsLost: 0.2 });
    const all = ['a', 'b', 'c', 'watcher'].map((node) =>
      createRoomService({
        ...{ store: memory.join(node), clock: systemClock(), random: scriptedBytes(`${node}${seed}`) },
        log: pino({ level: 'silent' }),
      }),
    );
    // The last is asked for nothing, and only hears.
    const services = all.slice(0, 3);
    const [first] = services as [RoomService];
    for (const service of all) await service.recover();
    const opened = await first.openRoom(settings);
    if (!opened.ok) throw new Error(opened.code);
    const { code, replayId } = opened.room.row;
    for (const service of all) await service.seek(code);
    const players: string[] = [];
    while (players.length < seats) {
      const joined = await oneOf(chanceOf(seed + players.length), services).join(code, undefined, 0);
      if (joined.ok) players.push(joined.playerId);
    }
    await eventually(
      async () => (await first.execute(opened.room, { type: 'start' }, 'host', 'start')).ok,
      'the start',
    );
    const playing = Promise.all(players.map((playerId, k) => wish(services, seed * 100 + k, code, playerId)));
    const forgotten = players[0] ?? '';
    await eventually(
      () =>
        services[1]?.forgetNames(services[1].byCode(code) ?? opened.room, forgotten).then(
          () => true,
          () => false,
        ),
      'the forgetting',
    );
    const answers = (await playing).flat();
    await eventually(
      async () => (await first.execute(opened.room, { type: 'reveal' }, 'host', 'open')).ok,
      'the jar',
    );
    const renewals = await Promise.all(
      services.map((service, k) => renew(service, code, opened.room, `again-${k}`)),
    );
    memory.calmDown();
    await eventually(
      () => all.every((service) => service.byCode(code)?.row.replayId !== replayId),
      'the new log',
    );
    expect([...memory.logs.keys()]).toHaveLength(2);
    expect(renewals.filter((answer) => answer === 'ok')).toHaveLength(1);

    const log = memory.logs.get(replayId)?.events ?? [];
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, k) => k + 1));
    expect(answers).toHaveLength(seats * wishes);
    for (const { opId, seq, head } of answers) {
      expect(log.filter(({ op }) => op?.id === opId).map((event) => event.seq)).toEqual([seq]);
      expect(log[seq - 1]?.head).toBe(head);
    }
    const folded = fold(log);
    const names = memory.logs.get(replayId)?.names;
    expect(names?.has(forgotten)).toBe(false);
    for (const service of all) {
      const room = await service.byReplayId(replayId);
      await eventually(
        () => room?.state.open.seq === folded.open.seq && !room.names.has(forgotten),
        'the end of the log',
      );
      expect(room?.state).toEqual(folded);
      expect(room?.names).toEqual(names);
      await service.stop();
    }
  },
  60_000,
);
