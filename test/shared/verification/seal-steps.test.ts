import { expect, test } from 'vitest';
import { commitmentOf } from '../../../shared/fairness/commitment.ts';
import { drawRound } from '../../../shared/fairness/draw-stream.ts';
import type { FairnessStep } from '../../../shared/fairness/verify.ts';
import { completeSettings } from '../../../shared/room/complete-settings.ts';
import { storyReplay } from '../../../shared/story/story.ts';
import { sealSteps } from '../../../shared/verification/verify-lesson.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import { round } from '../../client/replay/record.ts';

const seed = 'a1'.repeat(32);
const salt = 'b2'.repeat(32);
const mix = 'c3'.repeat(32);
const code = '482193';
const jar = [70, 30];

function sealedReplay(): Replay {
  const completed = completeSettings({
    flavours: [
      { name: 'Chocolate', count: 70 },
      { name: 'Vanilla', count: 30 },
    ],
    drawSize: [5, 10, 20],
  });
  if (!completed.ok) throw new Error(completed.field);
  const { settings } = completed;
  const { drawSize, flavours, replacement } = settings;
  let remaining: readonly number[] = jar;
  // Revealed after two of the three rounds.
  const rounds = [5, 10].map((size, k) => {
    const draw = drawRound({ seed, room: code, mix, round: k + 1, remaining, size, replacement });
    remaining = draw.remaining;
    return round({ round: k + 1, order: draw.order.join(''), counts: draw.counts });
  });
  const opening = { counts: jar, drawSize, labels: flavours, replace: replacement, room: code, salt, seed };
  const story = storyReplay('en', { title: '', player: '' });
  return {
    ...story,
    settings,
    jar,
    rounds,
    fairness: { commitment: commitmentOf(opening), code, seed, salt, mix },
  };
}

function stepsOf(replay: Replay): readonly FairnessStep[] {
  return sealSteps(replay, { commitment: null, receipts: [] });
}

test('an honest record passes every step, also one revealed early', () => {
  const steps = stepsOf(sealedReplay());
  expect(steps.map(({ step }) => step)).toEqual(['commitment', 'jar', 'draw', 'draw']);
  expect(steps.every(({ ok }) => ok)).toBe(true);
});

test('a record with two cookies changed places fails at that draw only', () => {
  const honest = sealedReplay();
  const rounds = honest.rounds.map((one) =>
    one.round === 2
      ? { ...one, order: [...one.order].map((digit) => (digit === '0' ? '1' : '0')).join('') }
      : one,
  );
  expect(stepsOf({ ...honest, rounds }).map(({ ok }) => ok)).toEqual([true, true, true, false]);
});

test('another jar than the sealed one breaks the seal', () => {
  const steps = stepsOf({ ...sealedReplay(), jar: [69, 31] });
  expect(steps.find(({ step }) => step === 'commitment')?.ok).toBe(false);
});
