import type { Lesson } from '../../support/played-lesson.ts';

/** Small lessons that between them have every kind of event, game and jar. */
export const goldenLessons: Readonly<Record<string, Lesson>> = {
  'point-never': {
    seed: 1,
    seats: 3,
    restartsIn: 2,
    settings: {
      language: 'en',
      title: 'Golden',
      flavours: [
        { name: 'chocolate', count: 60 },
        { name: 'vanilla', count: 40 },
      ],
      drawSize: 10,
      rounds: 4,
      bots: ['exact', 'svi', 'decay'],
    },
  },
  'point-round': {
    seed: 2,
    seats: 3,
    settings: {
      language: 'en',
      flavours: [
        { name: 'a', count: 30 },
        { name: 'b', count: 20 },
      ],
      drawSize: [5, 10, 15],
      replacement: 'round',
      scoring: 'open',
      rankBy: 'jar',
      autoClose: true,
      bots: ['svi'],
    },
  },
  'mystery-each': {
    seed: 3,
    seats: 4,
    words: '쿠키',
    settings: {
      title: '3학년 2반',
      mystery: { flavours: ['초코', '바닐라', '딸기'], population: 500 },
      drawSize: 12,
      rounds: 3,
      replacement: 'each',
      bet: true,
      replayNames: 'display',
      bots: ['exact', 'decay'],
    },
  },
  belief: {
    seed: 4,
    seats: 3,
    settings: {
      language: 'en',
      estimate: 'belief',
      flavours: [
        { name: 'chocolate', count: 140 },
        { name: 'vanilla', count: 60 },
      ],
      drawSize: [5, 10, 20, 40],
      bet: true,
      guessSeconds: null,
      bots: ['exact', 'svi', 'decay'],
    },
  },
};
