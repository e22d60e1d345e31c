import { describe, expect, test } from 'vitest';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { publicLog } from '../../../shared/views/public-log.ts';
import { pseudonym, replayOf } from '../../../shared/views/replay.ts';
import { drawing, guessOf, salt, seed, share, TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));
const names = new Map([
  ['a', 'Ann'],
  ['b', 'Ben'],
  ['late', 'Lee'],
  ['rude', 'Rude'],
]);

function played(input: SettingsInput = {}): TestRoom {
  const room = new TestRoom(story).open(input).join('a', 'b', 'rude');
  room.run(guessOf('b', 0, 0.7), 'b');
  room.run({ type: 'start' });
  room.guess('a', 0.55);
  room.run({ type: 'close' });
  room.join('late');
  room.run({ type: 'next', draws: 2 });
  room.guess('a', 0.62);
  room.run({ type: 'close' });
  room.run({ type: 'reveal' });
  room.run({ type: 'remove', playerId: 'rude' });
  return room;
}

function replay(room: TestRoom, namesFor: 'host' | 'public' = 'host') {
  const found = replayOf(room.state.open, names, { title: 'Room 3', replayId: 'r1', namesFor });
  if (found === null) throw new Error('the jar is still sealed');
  return found;
}

describe('the replay', () => {
  test('V7 it carries what was recorded, index 0 before the first draw', () => {
    const room = played();
    const { players, rounds, bots, crowd } = replay(room);
    expect(rounds.map(({ round, guessed }) => [round, guessed])).toEqual([
      [1, true],
      [2, false],
      [3, true],
    ]);
    expect(rounds[0]).toMatchObject({ counts: [73, 27], posterior: room.state.open.scored[0]?.posterior });
    expect(rounds[0]?.order).toHaveLength(100);
    const a = players.find(({ playerId }) => playerId === 'a');
    expect(a?.estimates).toEqual([[0.5, 0.5], share(0.55), null, share(0.62)]);
    const scores = room.state.open.scored.map(({ seats }) => seats.find(({ playerId }) => playerId === 'a'));
    expect(a?.kl).toEqual([null, scores[0]?.kl, null, scores[1]?.kl]);
    expect(a?.totals).toEqual([null, scores[0]?.total, null, scores[1]?.total]);
    expect(a?.ranks).toEqual([null, scores[0]?.rank, null, scores[1]?.rank]);
    expect(a?.points).toEqual([null, scores[0]?.points, null, scores[1]?.points]);
    expect(a?.klJar).toEqual(room.state.open.truth?.seats.find(({ playerId }) => playerId === 'a')?.klJar);
    for (const row of [...bots, crowd]) {
      expect(row.kl.map((kl) => kl === null)).toEqual([true, false, true, false]);
      expect(row.klJar).toHaveLength(4);
    }
    expect(bots[0]?.estimates[0]).toEqual([0.5, 0.5]);
  });

  test('V7 hunches are round 0, late joiners begin late, removed seats are left out', () => {
    const { players } = replay(played());
    const of = (id: string) => players.find(({ playerId }) => playerId === id);
    expect(of('b')?.estimates[0]).toEqual(share(0.7));
    expect(of('late')).toMatchObject({ fromRound: 2, estimates: [null, null, null, [0.5, 0.5]] });
    expect(of('rude')).toBeUndefined();
  });

  test('V7 names are the host’s, the public’s only where they were allowed', () => {
    const who = (room: TestRoom, namesFor: 'host' | 'public') =>
      replay(room, namesFor)
        .players.map(({ name }) => name)
        .sort();
    expect(who(played(), 'host')).toEqual(['Ann', 'Ben', 'Lee']);
    expect(who(played({ replayNames: 'display' }), 'public')).toEqual(['Ann', 'Ben', 'Lee']);
    const invented = who(played(), 'public');
    expect(invented.every((name) => /^쿠키 \d$/.test(name))).toBe(true);
    expect(JSON.stringify(replay(played(), 'public'))).not.toMatch(/Ann|Ben|Lee/);
    expect(who(played({ language: 'en' }), 'public').every((name) => /^Cookie \d$/.test(name))).toBe(true);
  });

  test('V7 a forgotten name is a pseudonym for the host too', () => {
    const room = played();
    const found = replayOf(room.state.open, new Map(), { title: '', replayId: 'r', namesFor: 'host' });
    expect(found?.players[0]?.name).toBe(pseudonym(1, 'ko'));
  });

  test('V7 it opens the seal', () => {
    const room = played();
    expect(replay(room)).toMatchObject({
      version: 1,
      title: 'Room 3',
      replayId: 'r1',
      jar: [7000, 3000],
      fairness: { commitment: room.state.open.commitment, code: '482917', seed, salt, mix: '' },
    });
  });

  test('V7 a room without a round has a replay without rounds', () => {
    const room = new TestRoom(story).open().join('a');
    room.run({ type: 'end' });
    expect(replay(room)).toMatchObject({ rounds: [], players: [] });
  });
});

describe('the public log', () => {
  test('V8 it has every event and nothing of a device', () => {
    const room = new TestRoom(story).open().join('a');
    room.run({ type: 'start' });
    room.run(guessOf('a', 1, 0.6), 'a', { id: 'operation', digest: 'digest' });
    expect(publicLog(room.log)).toBeNull();
    room.run({ type: 'disconnect', playerId: 'a', connection: 'phone-a' });
    room.run({ type: 'reveal' });
    const log = publicLog(room.log);
    expect(log?.events.map(({ seq }) => seq)).toEqual(room.log.map(({ seq }) => seq));
    expect(log?.events.map(({ event }) => event.type)).toEqual(room.log.map(({ event }) => event.type));
    expect(JSON.stringify(log)).not.toMatch(/hash-a|phone-a|operation|digest/);
    expect(log?.events.find(({ event }) => event.type === 'JarSealed')?.event).toEqual({
      type: 'JarSealed',
      commitment: room.state.open.commitment,
    });
  });
});
