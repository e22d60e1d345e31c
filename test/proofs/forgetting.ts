import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesIn, hits } from '../support/byte-search.ts';
import { OverheardServer } from '../support/overheard-server.ts';
import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import { address, httpHeaders, type NamedClass, openClass } from './named-class.ts';
import { count, type Proof, type Size } from './proof.ts';

const promiseMs = 60_000;
const patienceMs = 90_000;
const classSizes: Readonly<Record<Size, number>> = { ci: 24, full: 200 };
/** Classes for each way of forgetting. */
const classesPerKind: Readonly<Record<Size, number>> = { ci: 1, full: 6 };

const faults = [
  {
    file: 'server/store/sqlite-database.ts',
    text: "require(db, 'secure_delete', 'ON', 1);",
    instead: "db.exec('PRAGMA secure_delete = OFF');",
    name: 'deleted rows are not overwritten',
  },
  {
    file: 'server/store/sqlite-leavings.ts',
    text: "      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');\n      noted",
    instead: '      noted',
    name: 'the write-ahead log is not emptied',
  },
  {
    file: 'server/http/replay-bodies.ts',
    text: 'if (body.replayId === replayId) bodies.delete(key)',
    instead: 'void body',
    name: 'a replay made before is served on',
  },
  {
    file: 'server/seat-desk.ts',
    text: 'stamp(opId, command)',
    instead: '{ id: opId, digest: raw }',
    name: 'a stamp in the log holds the name',
  },
] as const;

const ways = ['in the lesson', 'from past rooms', 'the whole room', 'one by one'] as const;
type Way = (typeof ways)[number];

interface Run {
  readonly names: number;
  readonly before: number;
  readonly kept: number;
  readonly seconds: number;
  readonly broken: readonly string[];
}

export const forgetting: Proof = {
  id: 'P16',
  promise: 'a forgotten name is gone: from the database, its log, the logs, the exports and every screen',
  async prove(size) {
    const run = await play(top, size, patienceMs);
    const found: string[] = [];
    const missed: string[] = [];
    for (const { file, text, instead, name } of faults) {
      const copy = plantedCopy();
      try {
        copy.plant(file, (whole) => {
          if (!whole.includes(text)) throw new Error(`${file} has changed: nothing was planted`);
          return whole.replace(text, instead);
        });
        const { broken } = await play(copy.path, 'ci', 0);
        (broken.length > 0 ? found : missed).push(name);
      } finally {
        copy.remove();
      }
    }
    const figures = [
      `0 byte hits of ${count(run.names)} forgotten names in database, WAL, logs, exports and messages after ${run.seconds.toFixed(1)} s (${count(run.before)} before; ${count(run.kept)} of those kept)`,
      `${found.length} of ${faults.length} planted faults found`,
    ];
    return {
      figures: run.broken.length === 0 ? figures.join('; ') : (figures[1] ?? ''),
      broken: [...run.broken, ...missed.map((name) => `not found: ${name}`)],
      late: run.seconds * 1000 > promiseMs ? [`the last name went after ${run.seconds.toFixed(1)} s`] : [],
    };
  },
};

/** Plays, forgets, and searches everything; `patience` is how long the disk may take after the last answer. */
async function play(root: string, size: Size, patience: number): Promise<Run> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bakery-forgetting-'));
  const server = new OverheardServer(root, dataDir, { TRUST_PROXY: '1' });
  const disk = () => filesIn(dataDir);
  const broken: string[] = [];
  const classes: NamedClass[] = [];
  try {
    await server.start();
    for (let k = 0; k <= ways.length * classesPerKind[size]; k += 1) {
      classes.push(await openClass(server.url, classSizes[size]));
    }
    const [kept, ...others] = classes as [NamedClass, ...NamedClass[]];
    const forgotten = others.map((one, k) => ({ one, way: ways[k % ways.length] ?? 'in the lesson' }));
    // One name at a time leaves the title.
    const texts = forgotten.flatMap(({ one, way }) => (way === 'one by one' ? one.names : one.texts));
    const before = hits(disk(), texts);
    const unseen = texts.filter((text) => hits(disk(), [text]) === 0);
    // A name that was replaced may be gone already; no other is.
    if (unseen.length > 6 * forgotten.length)
      broken.push(`${unseen.length} names were not found even before`);

    for (const { one, way } of forgotten) if (way === 'from past rooms') await one.host.send('reveal');
    // Whatever a cache may keep is in it now.
    for (const { one } of forgotten) await one.fetched();
    const begun = performance.now();
    for (const { one, way } of forgotten) {
      if (way !== 'one by one') one.mark();
      await forget(server.url, one, way);
    }
    let seconds = await untilGone(disk, texts, begun, patience, broken);
    for (const { one, way } of forgotten) {
      if (way === 'from past rooms') expectNone('replies at once', [await one.fetched()], one.texts, broken);
    }
    // One by one, the others' names are still told meanwhile.
    for (const { one, way } of forgotten) if (way === 'one by one') one.mark();
    for (const { one, way } of forgotten) if (way !== 'the whole room') await one.stir();
    await sleep(1200);
    for (const { one, way } of forgotten) {
      const gone = way === 'one by one' ? one.names : one.texts;
      expectNone(`messages (${way})`, [one.heardSince()], gone, broken);
      expectNone(`replies (${way})`, [await one.fetched()], gone, broken);
    }
    if (patience > 0) seconds = Math.max(seconds, await replaceOne(kept, disk, patience, broken));
    await server.end('SIGKILL');
    await server.start();
    expectNone('the files after a crash', disk(), texts, broken);
    const stillThere = kept.names.filter((name) => hits(disk(), [name]) > 0).length;
    if (stillThere < classSizes[size] - 1) broken.push('names that nobody forgot are gone');
    const printed = Buffer.from(server.said);
    expectNone(
      'what the server printed',
      [printed],
      classes.flatMap((one) => one.texts),
      broken,
    );
    const secrets = classes.flatMap(({ opened, students }) => [
      ...[opened.hostToken, opened.recoveryCode, opened.recoveryCode.replaceAll('-', '')],
      ...students.map(({ token }) => token),
    ]);
    expectNone('secrets or addresses in files or print', [...disk(), printed], [...secrets, address], broken);
    return { names: texts.length, before, kept: stillThere, seconds, broken };
  } finally {
    for (const one of classes) one.close();
    await server.end('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function forget(url: string, { opened, host, students }: NamedClass, way: Way): Promise<void> {
  const { code, replayId, hostToken } = opened;
  const erase = async (path: string, token: string) => {
    const headers = { ...httpHeaders, authorization: `Bearer ${token}` };
    const { status } = await fetch(url + path, { method: 'DELETE', headers });
    if (status !== 204) throw new Error(`DELETE ${path} was answered with ${status}`);
  };
  if (way === 'in the lesson') await host.send('forget');
  else if (way === 'from past rooms') await erase(`/api/rooms/${replayId}/names`, hostToken);
  else if (way === 'the whole room') await erase(`/api/rooms/${replayId}`, hostToken);
  else {
    for (const [k, { playerId, token }] of students.entries()) {
      if (k % 3 === 0) await host.send('forget', { playerId });
      else if (k % 3 === 1) await erase(`/api/rooms/${replayId}/names/${playerId}`, hostToken);
      else await erase(`/api/seats/${code}/name`, token);
    }
  }
}

/** The old name of a seat that has a new one, with nothing else to sweep it away. */
async function replaceOne(
  { host, students, names }: NamedClass,
  disk: () => readonly Buffer[],
  patience: number,
  broken: string[],
): Promise<number> {
  const place = students.length - 1;
  const reply = await host.send('rename', { playerId: students[place]?.playerId, name: 'Somebody' });
  if (!reply.ok) broken.push(`a rename was refused: ${reply.error.code}`);
  return untilGone(disk, [names[place] ?? ''], performance.now(), patience, broken);
}

async function untilGone(
  disk: () => readonly Buffer[],
  texts: readonly string[],
  begun: number,
  patience: number,
  broken: string[],
): Promise<number> {
  for (;;) {
    const left = hits(disk(), texts);
    const ms = performance.now() - begun;
    if (left > 0 && ms < patience) {
      await sleep(500);
      continue;
    }
    if (left > 0) broken.push(`${left} hits on the disk ${(ms / 1000).toFixed(1)} s after forgetting`);
    return ms / 1000;
  }
}

function expectNone(
  where: string,
  places: readonly Buffer[],
  texts: readonly string[],
  broken: string[],
): void {
  const found = hits(places, texts);
  if (found > 0) broken.push(`${found} hits in ${where}`);
}
