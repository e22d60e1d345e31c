import { expect, test } from 'vitest';
import { storyRows } from '../../../client/pages/replay/story-rows.ts';
import { storyReplay } from '../../../shared/story/story.ts';

const story = storyReplay('en', { title: 'The story', player: 'The story' });

test('the story prints its six rows with the KL that belongs to its guesses', () => {
  const rows = storyRows(story).map(({ round, counts, guess, klJar }) => [
    round,
    ...counts,
    Math.round(100 * guess),
    klJar.toFixed(6),
  ]);
  expect(rows).toEqual([
    [0, 0, 0, 50, '0.082283'],
    [1, 73, 27, 55, '0.047174'],
    [3, 212, 88, 62, '0.014036'],
    [5, 354, 146, 66, '0.003639'],
    [10, 698, 302, 69, '0.000235'],
    [15, 1052, 448, 70, '0.000000'],
  ]);
});

test('the story was never sealed, so there is nothing to open', () => {
  expect(story.fairness).toBeNull();
});
