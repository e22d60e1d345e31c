import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createRoomService } from '../../server/room-service.ts';
import { createSqliteStore } from '../../server/store/sqlite.ts';
import { replayOf } from '../../shared/views/replay.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { top } from '../support/run.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { type Folded, foldedHashes, type GoldenLog, hashOf } from './golden/fold-hash.ts';
import { count, type Proof } from './proof.ts';

const directory = join(top, 'test/fixtures/golden');

export const goldenLogs: Proof = {
  id: 'P19',
  promise: 'old lessons open for ever',
  async prove() {
    const files = readdirSync(directory).toSorted();
    const logs = files
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({
        name,
        golden: JSON.parse(readFileSync(join(directory, name), 'utf8')) as GoldenLog,
      }));
    const broken = logs.flatMap(({ name, golden }) => differences(name, golden.folded, foldedHashes(golden)));
    const planted = plantedFaults(logs.map(({ golden }) => golden));
    broken.push(...planted.missed);
    const databases = files.filter((name) => name.endsWith('.db'));
    for (const name of databases) broken.push(...(await opens(name, logs)));
    if (logs.length === 0 || databases.length === 0) broken.push('there are no golden logs');
    const versions = new Set(files.map((name) => /^v\d+/.exec(name)?.[0]));
    const events = logs.reduce((sum, { golden }) => sum + golden.log.length, 0);
    const figures = `${logs.length} logs of ${versions.size} released versions (${count(events)} events) fold to their hashes, ${databases.length} data files open and serve them; ${planted.found} of ${planted.tried} planted changes of evolve found`;
    return { figures, broken, late: [] };
  },
};

function differences(name: string, recorded: Folded, now: Folded): string[] {
  return (['states', 'hostReplay', 'publicReplay'] as const).flatMap((part) =>
    recorded[part] === now[part] ? [] : [`${name} folds to other ${part} than it was recorded with`],
  );
}

/** An evolve that overlooks one kind of event: the hashes must tell. A rename is told by the names alone. */
function plantedFaults(logs: readonly GoldenLog[]) {
  const missed: string[] = [];
  let tried = 0;
  for (const golden of logs) {
    const kinds = new Set(golden.log.map(({ event }) => event.type));
    kinds.delete('SeatRenamed');
    for (const kind of kinds) {
      tried += 1;
      const log = golden.log.map((recorded) =>
        recorded.event.type === kind
          ? { ...recorded, event: { type: 'SeatRenamed', playerId: '' } as const }
          : recorded,
      );
      if (foldsAlike({ ...golden, log })) missed.push(`an evolve without ${kind} folds to the same hashes`);
    }
  }
  return { tried, found: tried - missed.length, missed };
}

function foldsAlike(golden: GoldenLog): boolean {
  try {
    return foldedHashes(golden).states === golden.folded.states;
  } catch {
    return false;
  }
}

/** The file as it lay on somebody's disk, opened by the server as it is now. */
async function opens(
  name: string,
  logs: readonly { readonly name: string; readonly golden: GoldenLog }[],
): Promise<string[]> {
  const data = mkdtempSync(join(tmpdir(), 'golden-'));
  copyFileSync(join(directory, name), join(data, 'rooms.db'));
  const store = createSqliteStore(data);
  try {
    await store.open();
    const parts = { store, clock: createVirtualClock(), random: scriptedBytes(name) };
    const service = createRoomService({ ...parts, log: pino({ level: 'silent' }) });
    const rows = await store.rooms();
    const version = name.slice(0, name.indexOf('-'));
    const found = rows.map(async ({ replayId, title }) => {
      const room = await service.byReplayId(replayId);
      const golden = logs.find(
        (log) => log.name.startsWith(`${version}-`) && log.golden.replayId === replayId,
      )?.golden;
      if (room === undefined || golden === undefined) return [`${name} holds a lesson nobody can open`];
      const replay = (namesFor: 'host' | 'public') =>
        hashOf(replayOf(room.state.open, room.names, { title, replayId, namesFor }));
      const served = { ...golden.folded, hostReplay: replay('host'), publicReplay: replay('public') };
      return differences(name, golden.folded, served);
    });
    return rows.length === 0 ? [`${name} holds no lesson`] : (await Promise.all(found)).flat();
  } catch (error) {
    return [`${name} does not open: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await store.close();
    rmSync(data, { recursive: true });
  }
}
