import { describe, expect, test } from 'vitest';
import { lessonMinutes, presets } from '../../../shared/room/presets.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { type Chance, chanceOf, humanPace } from '../../support/chance.ts';
import { guessOf, settingsOf, TestRoom } from '../../support/room.ts';

const STUDENTS = 30;

interface Deed {
  readonly at: number;
  readonly does: () => void;
}

/** Runs what is planned in the order of time, the clock's ticks among it. */
class VirtualTime {
  private planned: Deed[] = [];
  readonly room: TestRoom;
  constructor(room: TestRoom) {
    this.room = room;
  }

  plan(at: number, does: () => void): void {
    this.planned.push({ at, does });
  }

  runWhile(open: () => boolean): void {
    while (open()) {
      this.planned.sort((a, b) => a.at - b.at);
      const next = this.planned.shift();
      const { closesAt } = this.room.state.open;
      const deadline = closesAt === null ? Number.POSITIVE_INFINITY : closesAt + 1000;
      if (next !== undefined && next.at < deadline) {
        this.room.now = Math.max(this.room.now, next.at);
        next.does();
      } else if (Number.isFinite(deadline)) {
        this.room.now = deadline;
        this.room.run({ type: 'tick' });
      } else return;
    }
  }
}

/** A class of thirty with a host who talks about every result; returns the minutes it took. */
function playLesson(chance: Chance, lesson: SettingsInput): number {
  const room = new TestRoom().open(lesson);
  const started = room.now;
  const time = new VirtualTime(room);
  const students = Array.from({ length: STUDENTS }, (_, k) => `s${k}`);

  let lastJoin = 0;
  for (const student of students) {
    const at = started + 1000 * Math.min(150, humanPace(chance, 50, 0.45));
    lastJoin = Math.max(lastJoin, at);
    time.plan(at, () => room.join(student));
  }
  time.runWhile(() => room.state.open.players < STUDENTS);
  room.now = Math.max(lastJoin, started + 1000 * humanPace(chance, 140, 0.05));
  room.run({ type: 'start' });

  for (;;) {
    const { round, opensAt, settings } = room.state.open;
    for (const student of students) {
      const thinks = 1000 * humanPace(chance, 9, 0.4);
      const at = (opensAt ?? room.now) + thinks;
      const first = 0.3 + 0.4 * chance();
      time.plan(at - thinks / 3, () => room.attempt(guessOf(student, round, first), student));
      time.plan(at, () => room.attempt(guessOf(student, round, first, true), student));
    }
    time.runWhile(() => room.state.open.phase === 'guessing');
    room.wait(1000 * humanPace(chance, 45, 0.1));
    if (round === settings.rounds) break;
    room.run({ type: 'next', draws: 1 });
  }
  if (room.state.open.settings.bet) {
    room.run({ type: 'next', draws: 1 });
    room.wait(1000 * humanPace(chance, 15, 0.15));
  }
  room.run({ type: 'reveal' });
  room.wait(1000 * humanPace(chance, 75, 0.1));
  room.run({ type: 'end' });
  room.wait(1000 * humanPace(chance, 220, 0.05));
  return (room.now - started) / 60_000;
}

describe.each([false, true])('the 15-minute lesson with thirty students, bet %j', (bet) => {
  const preset = presets('ko').find(({ id }) => id === 'lesson');
  const lesson = { ...preset?.settings, bet };
  const predicted = lessonMinutes(settingsOf(lesson).settings);

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('R20 ends in time and as predicted, class %i', (number) => {
    const minutes = playLesson(chanceOf(number), lesson);
    expect(minutes).toBeLessThanOrEqual(15);
    expect(Math.abs(minutes - predicted)).toBeLessThanOrEqual(1);
  });
});
