import { describe, expect, test } from 'vitest';
import { subjectNow, subjectsOf } from '../../../client/pages/replay/subject.ts';
import { player } from './record.ts';

const series = { estimates: [], kl: [], klJar: [], points: [], parts: null };
const crowd = { estimates: [], kl: [], klJar: [], parts: null };
const players = [player({ playerId: 'a' }), player({ playerId: 'b' })];
const bots = [
  { bot: 'exact', ...series },
  { bot: 'svi', ...series },
] as const;
const words = { bot: (bot: string) => bot, pooled: 'class' };
const followed = [
  { playerId: 'b', slot: 2 },
  { playerId: 'a', slot: 1 },
  { playerId: 'gone', slot: 3 },
];

describe('whose belief is looked at', () => {
  test('may be a bot, the class or anybody followed', () => {
    const ids = subjectsOf({ players, bots, crowd }, followed, words).map(({ id }) => id);
    expect(ids).toEqual(['bot exact', 'bot svi', 'class', 'player b', 'player a']);
  });

  test('one player alone is no class', () => {
    const alone = subjectsOf({ players: players.slice(0, 1), bots: [], crowd }, [], words);
    expect(alone).toEqual([]);
    expect(subjectNow(alone, 'class')).toBeNull();
  });

  test('is the one asked for, else who was followed last, else the bot of small steps', () => {
    const all = subjectsOf({ players, bots, crowd }, followed, words);
    expect(subjectNow(all, 'class')?.id).toBe('class');
    expect(subjectNow(all, 'player gone')?.id).toBe('player a');
    expect(subjectNow(subjectsOf({ players, bots, crowd }, [], words), null)?.id).toBe('bot svi');
  });
});
