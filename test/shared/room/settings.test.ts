import { describe, expect, test } from 'vitest';
import { completeSettings } from '../../../shared/room/complete-settings.ts';
import { lessonMinutes, presets } from '../../../shared/room/presets.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { settingsOf } from '../../support/room.ts';

const flavours = (...counts: readonly number[]) => counts.map((count, k) => ({ name: `f${k}`, count }));

describe('settings', () => {
  test('R1 left out, everything is the classic game', () => {
    expect(completeSettings({})).toEqual({
      ok: true,
      title: '',
      counts: [7000, 3000],
      settings: {
        language: 'ko',
        lab: 'cookie-jar',
        flavours: ['초콜릿', '바닐라'],
        population: 10_000,
        mystery: false,
        drawSize: 100,
        rounds: 15,
        guessSeconds: 40,
        replacement: 'never',
        estimate: 'point',
        scoring: 'evidence',
        rankBy: 'evidence',
        tally: 'always',
        histogram: 'close',
        board: 1,
        bots: ['exact', 'svi'],
        names: 'free',
        replayNames: 'pseudonyms',
        autoClose: false,
        bet: false,
        maxPlayers: 300,
      },
    });
  });

  test('R1 what the host says is kept, tidied', () => {
    const complete = completeSettings({
      language: 'en',
      title: '  Room 3 ',
      flavours: [
        { name: ' Plum ', count: 5 },
        { name: 'Pear', count: 5 },
      ],
      drawSize: [1, 2],
      guessSeconds: null,
      bots: ['svi', 'svi'],
    });
    expect(complete).toMatchObject({
      ok: true,
      title: 'Room 3',
      counts: [5, 5],
      settings: { flavours: ['Plum', 'Pear'], rounds: 2, guessSeconds: null, bots: ['svi'], population: 10 },
    });
  });

  test('R3 a mystery jar has no counts', () => {
    const complete = completeSettings({ mystery: { flavours: ['A', 'B'], population: 2000 } });
    expect(complete).toMatchObject({ ok: true, counts: null, settings: { mystery: true, population: 2000 } });
  });

  test('R3 a list of draws may repeat its own length', () => {
    expect(completeSettings({ drawSize: [5, 10], rounds: 2 }).ok).toBe(true);
  });

  test('R3 returned cookies can be drawn more often than there are', () => {
    const input = { flavours: flavours(50, 50), drawSize: 100, rounds: 5 };
    expect(completeSettings({ ...input, replacement: 'round' }).ok).toBe(true);
    expect(completeSettings({ ...input, replacement: 'each' }).ok).toBe(true);
  });

  const mystery = { flavours: ['A', 'B'], population: 2000 };
  const faulty: readonly (readonly [string, string, SettingsInput])[] = [
    ['one flavour', 'flavours', { flavours: flavours(10_000) }],
    ['six flavours', 'flavours', { flavours: flavours(9, 9, 9, 9, 9, 9) }],
    ['a single flavour present', 'flavours', { flavours: flavours(10_000, 0) }],
    ['a negative count', 'flavours', { flavours: flavours(10_000, 100, -1) }],
    ['half a cookie', 'flavours', { flavours: flavours(9999.5, 100.5) }],
    ['too many cookies', 'flavours', { flavours: flavours(1_000_000, 1) }],
    [
      'two flavours of one name',
      'flavours',
      {
        flavours: [
          { name: 'A', count: 9000 },
          { name: ' a', count: 9000 },
        ],
      },
    ],
    [
      'a flavour without a name',
      'flavours',
      {
        flavours: [
          { name: ' ', count: 9000 },
          { name: 'a', count: 9000 },
        ],
      },
    ],
    ['chosen flavours and a mystery', 'mystery', { flavours: flavours(9000, 9000), mystery }],
    ['a mystery of one flavour', 'mystery', { mystery: { flavours: ['A'], population: 2000 } }],
    ['a mystery with too few cookies', 'mystery', { mystery: { flavours: ['A', 'B'], population: 1 } }],
    ['more drawn than there is', 'drawSize', { flavours: flavours(700, 300) }],
    ['one draw larger than the jar', 'drawSize', { flavours: flavours(50, 40), replacement: 'round' }],
    ['a list of more than there is', 'drawSize', { flavours: flavours(70, 30), drawSize: [50, 51] }],
    ['an empty list', 'drawSize', { drawSize: [] }],
    ['a draw of none', 'drawSize', { drawSize: 0 }],
    ['a huge draw', 'drawSize', { drawSize: 1001, rounds: 1 }],
    ['a list of another length than the rounds', 'rounds', { drawSize: [5, 10], rounds: 3 }],
    ['no rounds', 'rounds', { rounds: 0 }],
    ['half a round', 'rounds', { rounds: 1.5 }],
    ['too little time', 'guessSeconds', { guessSeconds: 4 }],
    ['too much time', 'guessSeconds', { guessSeconds: 601 }],
    ['a board every 0 rounds', 'board', { board: 0 }],
    ['a room for nobody', 'maxPlayers', { maxPlayers: 0 }],
    ['a room for too many', 'maxPlayers', { maxPlayers: 10_001 }],
    ['an endless title', 'title', { title: 'x'.repeat(81) }],
  ];
  test.each(faulty)('R3 %s is refused at %s', (_, field, input) => {
    expect(completeSettings(input)).toEqual({ ok: false, code: 'settings/invalid', field });
  });
});

describe('presets', () => {
  test('R1 every preset stands in both languages, the lesson first', () => {
    for (const language of ['ko', 'en'] as const) {
      const all = presets(language);
      expect(all[0]?.id).toBe('lesson');
      for (const { settings } of all) expect(completeSettings(settings).ok).toBe(true);
    }
  });

  test('R1 the story in full is the classic game', () => {
    const full = presets('ko').find(({ id }) => id === 'storyInFull');
    expect(completeSettings(full?.settings ?? {})).toEqual(completeSettings({}));
  });

  test('R20 the story in full takes over half an hour, all others much less', () => {
    const minutes = Object.fromEntries(
      presets('en').map(({ id, settings }) => [id, lessonMinutes(settingsOf(settings).settings)]),
    );
    expect(minutes.storyInFull).toBeGreaterThan(30);
    expect(minutes.lesson).toBeLessThan(15);
    expect(minutes.storyInFive).toBeLessThan(15);
  });

  test('R20 a round without a deadline counts as one a host closes', () => {
    const { settings } = settingsOf({ rounds: 1 });
    const open = lessonMinutes({ ...settings, guessSeconds: null });
    expect(open).toBe(lessonMinutes({ ...settings, guessSeconds: 40 }));
  });
});
