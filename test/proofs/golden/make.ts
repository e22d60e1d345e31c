// `node test/proofs/golden/make.ts v2`: records the golden logs of the version that stands here, before it is released.
// Files of earlier versions are never made again: that they still mean the same is what they are for.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createRoomService } from '../../../server/room-service.ts';
import { createMemoryStore } from '../../../server/store/memory.ts';
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { scriptedBytes } from '../../support/classroom.ts';
import { playLesson } from '../../support/played-lesson.ts';
import { top } from '../../support/run.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { foldedHashes, type GoldenLog } from './fold-hash.ts';
import { goldenLessons } from './lessons.ts';

const [version] = process.argv.slice(2);
if (version === undefined || !/^v[1-9]\d*$/.test(version)) throw new Error('usage: make.ts v2');
const directory = join(top, 'test/fixtures/golden');
const { version: release } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as {
  readonly version: string;
};

for (const [name, lesson] of Object.entries(goldenLessons)) {
  const inFile = name === 'mystery-each';
  const data = mkdtempSync(join(tmpdir(), 'golden-'));
  const store = inFile ? createSqliteStore(data) : createMemoryStore();
  await store.open();
  const clock = createVirtualClock();
  const random = scriptedBytes(`golden ${name}`);
  const start = async () => createRoomService({ store, clock, random, log: pino({ level: 'warn' }) });
  const { room, service } = await playLesson(start, clock, lesson);
  await service.stop();
  const { replayId, title } = room.row;
  const names = [...(await store.names(replayId))];
  const log = await store.read(replayId);
  const golden: GoldenLog = {
    ...{ release, replayId, title, names },
    folded: foldedHashes({ log, names, replayId, title }),
    log,
  };
  keep(`${version}-${name}.json`, (file) => {
    const records = log.map((recorded) => JSON.stringify(recorded)).join(',\n');
    writeFileSync(
      file,
      JSON.stringify({ ...golden, log: [] }, null, 1).replace(/"log": \[\]/, `"log": [\n${records}\n]`),
    );
  });
  await store.close();
  if (inFile) keep(`${version}-rooms.db`, (file) => copyFileSync(join(data, 'rooms.db'), file));
  rmSync(data, { recursive: true });
}

function keep(name: string, write: (file: string) => void): void {
  const file = join(directory, name);
  if (existsSync(file)) throw new Error(`${name} is there already`);
  write(file);
  console.log(file);
}
