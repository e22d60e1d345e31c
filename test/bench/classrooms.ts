import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../proofs/load/crowd.ts';
import { machineMs } from './load/phone.ts';
import { School, STUDENTS } from './load/school.ts';
import { lessonsOf, namesOf, PACE_MS } from './long-classrooms.ts';
import type { Measurement, Options } from './measurement.ts';

const settings = { drawSize: 10, rounds: 1, guessSeconds: 600, autoClose: false };

/** Many lessons side by side, each class placing an estimate a second: once each, or for as long as was asked. */
export function classrooms(options: Options): Promise<readonly Measurement[]> {
  return options.minutes === null ? onePass(options) : lessonsOf(options, options.minutes);
}

async function onePass({ rooms, servers }: Options): Promise<readonly Measurement[]> {
  const begun = performance.now();
  const schools = await School.openAll(rooms, servers, settings);
  try {
    const openedS = ((performance.now() - begun) / 1000).toFixed(0);
    await sleep(1000);
    const cpu = await Promise.all(schools.map(({ lecture }) => lecture.cpuMs()));
    const startAt = machineMs() + 500;
    const guesses = { round: 1, pattern: 'spread', withinMs: PACE_MS, startAt } as const;
    const heard = await Promise.all(schools.map(({ phones }) => phones.guess(guesses)));
    const used = await Promise.all(
      schools.map(async ({ lecture }, k) => (await lecture.cpuMs()) - (cpu[k] ?? 0)),
    );
    const answers = heard.flatMap(({ answersMs }) => answersMs);
    const lost = rooms * STUDENTS - answers.length;
    if (lost > 0)
      throw new Error(`${lost} answers were lost: ${JSON.stringify(heard.map((one) => one.lost))}`);
    const megabytes = await Promise.all(
      schools.map(async ({ lecture, emptyBytes }) => {
        const grown = (await lecture.rss()) - emptyBytes;
        return `${(emptyBytes / 1e6).toFixed(0)} + ${(grown / 1e6).toFixed(0)} MB`;
      }),
    );
    const core = used.map((ms) => `${((100 * ms) / PACE_MS).toFixed(0)} %`).join(' and ');
    return [
      {
        what: `${namesOf(rooms, servers)}, ${rooms} guesses a second: ack p99`,
        unit: 'ms',
        floor: null,
        ours: percentile(answers, 0.99),
        reach: { most: 150 },
        note: `0 of ${answers.length} lost, p50 ${percentile(answers, 0.5).toFixed(1)} ms, ${core} of a core, ${megabytes.join(' and ')}, all in after ${openedS} s, generators' loop delay p99 ${Math.max(...heard.map((one) => one.loopDelayMs)).toFixed(0)} ms`,
      },
    ];
  } finally {
    for (const school of schools) await school.end();
  }
}
