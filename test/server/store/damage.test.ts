import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventCells } from '../../../server/store/event-rows.ts';
import { StoreUnavailable } from '../../../server/store/event-store.ts';
import { callRoll } from '../../../server/store/roster.ts';
import { createBatches } from '../../../server/store/sqlite-batches.ts';
import { openDatabase } from '../../../server/store/sqlite-database.ts';
import type { Answer, Call, NameRow } from '../../../server/store/sqlite-messages.ts';
import { openWitness, type Witness } from '../../../server/store/witness.ts';
import { type Chance, chanceOf, oneOf, whole } from '../../support/chance.ts';
import { rowOf } from './logs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bakery-damage-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const files = ['rooms.db', 'rooms.db-wal', 'rooms.db-acks'] as const;

/** The files as they lie there at this moment, as after a crash. */
function copyTo(from: string, to: string): void {
  for (const name of files) {
    rmSync(join(to, name), { force: true });
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
  }
}

function eventAt(chance: Chance, seq: number): EventCells {
  const body = JSON.stringify({ type: 'SeatRenamed', playerId: `${chance()}`.repeat(1 + whole(chance, 12)) });
  const op = chance() < 0.5 ? JSON.stringify({ id: `op-${seq}`, digest: 'd' }) : null;
  const at = 1_790_000_000_000 + seq;
  return [seq, at, `p${seq}`, op, 'SeatRenamed', body, '0f'.repeat(16), 'ab'.repeat(32)];
}

interface Written {
  readonly logs: ReadonlyMap<string, readonly EventCells[]>;
  readonly names: ReadonlyMap<string, readonly NameRow[]>;
}

/**
 * Eight rooms, written in turns. In `crashed` some lie in the database's own file, some in the write-ahead log, most in both;
 * in `stopped` everything is in the database.
 */
function write(into: string, chance: Chance): Written {
  const file = join(into, 'writing', 'rooms.db');
  const db = openDatabase(file);
  const witness = openWitness(file);
  const run = createBatches(db, witness);
  const logs = new Map<string, EventCells[]>();
  const names = new Map<string, NameRow[]>();
  for (let turn = 0; turn < 160; turn += 1) {
    const replayId = `room-${whole(chance, turn < 100 ? 5 : 8)}`;
    const log = logs.get(replayId);
    const from = log?.length ?? 0;
    const events = Array.from({ length: 1 + whole(chance, 3) }, (_, k) => eventAt(chance, from + k + 1));
    const said = chance() < 0.3 ? [{ playerId: `p${turn}`, name: `Name ${turn}` }] : [];
    const call: Call =
      log === undefined
        ? { kind: 'createRoom', row: rowOf(replayId, turn + 1), events, names: said }
        : { kind: 'append', replayId, expectedSeq: from, events, names: said };
    expect(run([call])).toEqual([{ ok: true, value: null }]);
    logs.set(replayId, [...(log ?? []), ...events]);
    names.set(replayId, [...(names.get(replayId) ?? []), ...said]);
    if (turn === 90) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
  copyTo(join(into, 'writing'), join(into, 'crashed'));
  db.close();
  witness.close();
  copyTo(join(into, 'writing'), join(into, 'stopped'));
  return { logs, names };
}

type Damage = (at: string, chance: Chance) => void;

function inBytes(change: (bytes: Buffer, chance: Chance) => void): Damage {
  return (file, chance) => {
    const bytes = readFileSync(file);
    change(bytes, chance);
    writeFileSync(file, bytes);
  };
}

const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': inBytes((bytes, chance) => {
    const at = whole(chance, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << whole(chance, 8));
  }),
  'a sector of zeros': inBytes((bytes, chance) => {
    const at = 512 * whole(chance, Math.ceil(bytes.length / 512));
    bytes.fill(0, at, Math.min(at + 512, bytes.length));
  }),
  'a sector of something else': inBytes((bytes, chance) => {
    const at = 512 * whole(chance, Math.ceil(bytes.length / 512));
    const from = 512 * whole(chance, Math.ceil(bytes.length / 512));
    bytes.copy(bytes, at, from, Math.min(from + 512, bytes.length));
  }),
  'cut off': (file, chance) => truncateSync(file, whole(chance, readFileSync(file).length)),
  deleted: (file) => rmSync(file),
};

/** What the store says of every room after the damage: all of it, damaged, or nothing because the file is refused. */
function readBack(
  file: string,
  { logs, names }: Written,
): { refused: string | null; damaged: string[]; wrong: string[] } {
  let db: DatabaseSync | undefined;
  let witness: Witness | undefined;
  try {
    db = openDatabase(file);
    witness = openWitness(file);
    callRoll(db, witness, file);
  } catch (error) {
    db?.close();
    witness?.close();
    if (!(error instanceof StoreUnavailable)) throw error;
    return { refused: error.message, damaged: [], wrong: [] };
  }
  const run = createBatches(db, witness);
  const ask = (call: Call) => run([call])[0] as Answer;
  const damaged: string[] = [];
  const wrong: string[] = [];
  const rooms = ask({ kind: 'rooms' });
  const listed = rooms.ok ? (rooms.value as { replayId: string }[]).map(({ replayId }) => replayId) : [];
  for (const [replayId, log] of logs) {
    const answer = ask({ kind: 'read', replayId, after: { lastSeq: 0, lastSum: 0 } });
    if (!answer.ok && answer.why === 'damaged') damaged.push(replayId);
    else if (!answer.ok || JSON.stringify(answer.value) !== JSON.stringify({ events: log, next: null }))
      wrong.push(`${replayId} reads as something else`);
    if (rooms.ok && !listed.includes(replayId)) wrong.push(`${replayId} is in no list`);
    if (!rooms.ok && rooms.why !== 'damaged') wrong.push('the rooms cannot be listed');
    const known = ask({ kind: 'names', replayId });
    const said = known.ok ? (known.value as NameRow[]) : [];
    for (const { playerId, name } of said) {
      if (!names.get(replayId)?.some((row) => row.playerId === playerId && row.name === name))
        wrong.push('a name is another');
    }
  }
  db.close();
  witness.close();
  return { refused: null, damaged, wrong };
}

describe('damage on the disk', () => {
  test('S6 at 1,200 random places: every room reads back whole, is told to be damaged, or the file is refused', () => {
    const chance = chanceOf(19);
    for (const name of ['writing', 'crashed', 'stopped', 'copy']) mkdirSync(join(dir, name));
    const written = write(dir, chance);
    const copy = join(dir, 'copy');
    const seen = { refused: 0, damaged: 0, whole: 0, roomsLost: 0, roomsBesideThem: 0 };
    const wrong: string[] = [];
    for (const state of ['crashed', 'stopped']) {
      copyTo(join(dir, state), copy);
      expect(readBack(join(copy, 'rooms.db'), written)).toEqual({ refused: null, damaged: [], wrong: [] });
      const there = files.filter((name) => existsSync(join(dir, state, name)));
      for (let k = 0; k < 600; k += 1) {
        copyTo(join(dir, state), copy);
        const name = oneOf(chance, there);
        const kind = oneOf(chance, Object.keys(damages));
        damages[kind]?.(join(copy, name), chance);
        const found = readBack(join(copy, 'rooms.db'), written);
        const what = `${state}, ${name}: ${kind} (${k})`;
        wrong.push(...found.wrong.map((sentence) => `${what}: ${sentence}`));
        if (found.refused?.includes('\n')) wrong.push(`${what}: ${found.refused}`);
        // What was remembered beside the facts is no reason to doubt them.
        const alarm = found.refused !== null || found.damaged.length > 0;
        if (name === 'rooms.db-acks' && alarm) wrong.push(`${what}: a false alarm`);
        if (name !== 'rooms.db-acks' && kind === 'deleted' && !alarm) wrong.push(`${what}: nobody noticed`);
        if (found.refused !== null) seen.refused += 1;
        else if (!alarm) seen.whole += 1;
        else {
          seen.damaged += 1;
          seen.roomsLost += found.damaged.length;
          seen.roomsBesideThem += written.logs.size - found.damaged.length;
        }
      }
    }
    console.log(`damage: ${JSON.stringify(seen)}`);
    expect(wrong).toEqual([]);
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  }, 300_000);
});
