import { describe, expect, test } from 'vitest';
import { STORY_DRAWS } from '../../../shared/story/story.ts';
import { lean, wholeView, wholeYou } from '../../../shared/views/lean.ts';
import { playerView } from '../../../shared/views/player.ts';
import { youView } from '../../../shared/views/you.ts';
import { drawing, playing, type TestRoom } from '../../support/room.ts';

const story = drawing(...STORY_DRAWS.map((chocolate) => [chocolate, 100 - chocolate]));
const players = ['Mina of 2B', 'Jun of 2B', 'Sora of 2B'];

/** A lesson from the lobby to the end, looked at after every step. */
function* lesson(): Generator<TestRoom> {
  const room = playing({ rounds: 2, bet: true, board: 1 }, story, ...players);
  yield room;
  while (room.state.open.phase !== 'bet') {
    room.guess('Mina of 2B', 0.6);
    yield room;
    room.run({ type: 'close' });
    yield room;
    // After the last round come the bets.
    room.run({ type: 'next', draws: 1 });
  }
  yield room;
  room.run({ type: 'reveal' });
  yield room;
}

function ownOf(room: TestRoom, playerId: string) {
  const seat = room.state.seats.get(playerId);
  if (seat === undefined) throw new Error(`no seat ${playerId}`);
  return youView(room.state.open, playerId, seat);
}

describe('what phones get', () => {
  test('V14 names nobody, in every phase of a lesson with board and bets', () => {
    const phases: string[] = [];
    for (const room of lesson()) {
      const view = playerView(room.state.open, 'replay');
      phases.push(view.phase);
      for (const name of players) expect(JSON.stringify(view)).not.toContain(name);
    }
    expect(phases).toEqual(['guessing', 'guessing', 'results', 'guessing', 'results', 'bet', 'revealed']);
  });

  test('V14 the line of one bot with the results and later, never while guessing', () => {
    for (const room of lesson()) {
      const { phase, round, botCurve } = playerView(room.state.open);
      if (phase === 'guessing') expect(botCurve).toBeNull();
      else expect(botCurve).toHaveLength(round);
    }
    const alone = playing({ bots: ['exact'] }, story, 'a');
    alone.run({ type: 'close' });
    expect(playerView(alone.state.open)).toMatchObject({ phase: 'results', botCurve: null });
  });

  test('V14 what is null does not travel, and is there again on the phone', () => {
    for (const room of lesson()) {
      const view = playerView(room.state.open, 'replay');
      const sent = lean(view);
      expect(Object.values(sent)).not.toContain(null);
      expect(wholeView(JSON.parse(JSON.stringify(sent)))).toEqual(view);
      for (const playerId of players) {
        const you = ownOf(room, playerId);
        expect(Object.values(lean(you))).not.toContain(null);
        expect(wholeYou(JSON.parse(JSON.stringify(lean(you))))).toEqual(you);
      }
    }
  });
});
