import { plantedCopy } from '../support/planted-copy.ts';

type Change = readonly [file: string, before: string, after: string];

/** An answer that does not wait for the disk; a seat cannot be shown before it is there. */
export const acknowledgementFirst: Change = [
  'server/room-runner.ts',
  'await stored;',
  "if (command.type === 'join') await stored; else stored.catch(() => {});",
];

/** An answer that leaves half a second and more before its turn is stored. */
export const answerBeforeTheTurnEnds: Change = [
  'server/shared-room.ts',
  'await (events.length + names.length > 0 ? turn',
  `for (const write of writes) write.resolve();
      await new Promise((later) => setTimeout(later, 600));
      await (events.length + names.length > 0 ? turn`,
];

/** What some builds of SQLite do with a file that exists: no sync before the checkpoint. */
export const synchronousNormal: Change = [
  'server/store/sqlite-database.ts',
  "'synchronous', 'FULL', 2",
  "'synchronous', 'NORMAL', 1",
];

/** Works on a copy of the code with one line of it changed. */
export async function withFault<T>(
  [file, before, after]: Change,
  work: (root: string) => Promise<T>,
): Promise<T> {
  const copy = plantedCopy();
  try {
    copy.plant(file, (text) => {
      if (!text.includes(before)) throw new Error(`${file} has no ${before} to plant a fault in`);
      return text.replace(before, after);
    });
    return await work(copy.path);
  } finally {
    copy.remove();
  }
}
