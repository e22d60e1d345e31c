import { describe, expect, test } from 'vitest';
import { createDeadlines } from '../../server/deadlines.ts';
import type { LiveRoom } from '../../server/room-service.ts';
import { drawing, playing } from '../support/room.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

function watched() {
  const clock = createVirtualClock();
  const loop = { behind: false };
  const due: number[] = [];
  const deadlines = createDeadlines({
    clock,
    isBehind: () => loop.behind,
    onDue: () => void due.push(clock.now() - closesAt),
  });
  const { state } = playing({}, drawing([70, 30]), 'a');
  const closesAt = state.open.closesAt ?? 0;
  const room: LiveRoom = {
    row: {
      ...{ replayId: 'r', code: '482917', hostTokenHash: '', recoveryHash: '', joinKey: '' },
      ...{ title: '', createdAt: 0 },
    },
    state,
    names: new Map(),
  };
  deadlines.watch(room);
  const run = (ms: number) => clock.advance(ms);
  return { ...{ deadlines, loop, due, run, room }, untilClose: closesAt - clock.now() };
}

describe('the deadline of a round', () => {
  test('R7 is due once, when the grace has passed', () => {
    const { due, run, untilClose } = watched();
    run(untilClose + 1000);
    expect(due).toEqual([]);
    run(100_000);
    expect(due).toEqual([1001]);
  });

  test('G3 waits while the loop is behind, and no longer than the grace for that', () => {
    const { due, run, untilClose, loop } = watched();
    loop.behind = true;
    run(untilClose + 4000);
    expect(due).toEqual([]);
    loop.behind = false;
    run(30);
    expect(due).toHaveLength(1);

    const stuck = watched();
    stuck.loop.behind = true;
    stuck.run(stuck.untilClose + 6000);
    expect(stuck.due).toEqual([]);
    stuck.run(100);
    expect(stuck.due).toHaveLength(1);
  });

  test('is forgotten with its room and with the server', () => {
    const gone = watched();
    gone.deadlines.forget(gone.room);
    gone.run(gone.untilClose + 10_000);
    expect(gone.due).toEqual([]);

    const stopped = watched();
    stopped.deadlines.stop();
    stopped.run(stopped.untilClose + 10_000);
    expect(stopped.due).toEqual([]);
  });
});
