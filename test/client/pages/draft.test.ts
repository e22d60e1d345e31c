import { expect, test } from 'vitest';
import {
  draftOf,
  faultOf,
  jarLines,
  parseDraft,
  populationOf,
  previewOf,
  withCount,
  withDraw,
  withEqualDraws,
  withFlavour,
  withLanguage,
  withMystery,
  withoutFlavour,
  withRounds,
} from '../../../client/pages/host/setup/draft.ts';
import { presets } from '../../../shared/room/presets.ts';

const lesson = draftOf('lesson', 'en');
const story = draftOf('storyInFull', 'en');

test.each(presets('en').map(({ id }) => id))('the preset %s can be opened as it is', (id) => {
  const draft = draftOf(id, 'en');
  expect(draft.preset).toBe(id);
  expect(faultOf(draft.input)).toBeNull();
});

test('the lesson takes about a quarter of an hour and says so', () => {
  const preview = previewOf(lesson.input, true);
  expect(preview?.minutes).toBeGreaterThan(13);
  expect(preview?.minutes).toBeLessThan(17);
  expect(preview?.cookies).toBe(500);
});

test('the story ends with a posterior 1.2 points wide', () => {
  const preview = previewOf(story.input, false);
  expect((100 * (preview?.spreads.at(-1) ?? 0)).toFixed(1)).toBe('1.2');
  expect(preview?.atMost).toBe(false);
});

test('a hidden mix previews the same whatever it is', () => {
  const other = withCount(withCount(story, 0, 9900), 1, 100);
  expect(previewOf(other.input, true)).toEqual(previewOf(story.input, true));
});

test('a jar changes between secret and chosen and keeps its cookies', () => {
  const chosen = withMystery(lesson, false);
  expect(chosen.preset).toBeNull();
  expect(populationOf(chosen.input)).toBe(10_000);
  expect(faultOf(chosen.input)).toBeNull();
  const secret = withMystery(chosen, true);
  expect(secret.input.mystery).toEqual(lesson.input.mystery);
  expect(faultOf(secret.input)).toBeNull();
});

test('flavours come and go', () => {
  const three = withFlavour(story, 'en');
  expect(jarLines(three.input).map(({ name }) => name)).toEqual(['Chocolate', 'Vanilla', 'Strawberry']);
  expect(jarLines(withoutFlavour(three, 1).input).map(({ name }) => name)).toEqual([
    'Chocolate',
    'Strawberry',
  ]);
  expect(jarLines(withFlavour(lesson, 'en').input)).toHaveLength(3);
});

test('rounds stretch and shrink a list of draws', () => {
  expect(withRounds(lesson, 7).input.drawSize).toEqual([5, 10, 25, 60, 150, 250, 250]);
  expect(withRounds(lesson, 2).input.drawSize).toEqual([5, 10]);
  expect(withRounds(story, 9).input.rounds).toBe(9);
});

test('draws of one size and of many turn into each other', () => {
  const list = withEqualDraws(withRounds(story, 3), false);
  expect(list.input.drawSize).toEqual([100, 100, 100]);
  expect(withDraw(list, 1, 40).input.drawSize).toEqual([100, 40, 100]);
  const one = withEqualDraws(list, true);
  expect([one.input.drawSize, one.input.rounds]).toEqual([100, 3]);
});

test('a fault names its field', () => {
  expect(faultOf(withDraw(story, 0, 1000).input)).toBe('drawSize');
  expect(faultOf(withCount(story, 0, 0).input)).toBe('flavours');
});

test('our flavours change their names with the language, own words stay', () => {
  const mixed = {
    ...story,
    input: {
      ...story.input,
      flavours: [
        { name: 'Chocolate', count: 5 },
        { name: 'Kale', count: 5 },
      ],
    },
  };
  expect(jarLines(withLanguage(mixed, 'ko').input).map(({ name }) => name)).toEqual(['초콜릿', 'Kale']);
});

test('a draft survives being kept as text', () => {
  expect(parseDraft(JSON.stringify(lesson))).toEqual(lesson);
  expect(parseDraft('nonsense')).toBeNull();
  expect(parseDraft(null)).toBeNull();
});
