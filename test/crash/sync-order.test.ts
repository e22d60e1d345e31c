import { describe, expect, test } from 'vitest';
import { syncOrder } from './sync-order.ts';
import type { SystemCall } from './trace.ts';

const told = [{ what: 'a guess', wire: '"seq":7', log: 'op-7' }];
let place = 0;
function call(name: string, target: string, bytes: Buffer | string = ''): SystemCall {
  place += 2;
  return { name, target, bytes: Buffer.from(bytes), begin: place, end: place + 1 };
}
const wal = '/data/rooms.db-wal';
const page = (text: string) => call('pwrite64', wal, text.padEnd(4096, ' '));
const head = (commits: boolean) =>
  call('pwrite64', wal, Buffer.from([0, 0, 0, 1, 0, 0, 0, commits ? 9 : 0, ...Array(16).fill(0)]));
const sync = (file = wal) => call('fdatasync', file);
const answer = () => call('write', 'socket:[1]', '43/player,1[{"ok":true,"seq":7}]');

const uncovered = (calls: readonly SystemCall[]) => syncOrder(calls, told).uncovered;

describe('the order of syncs and answers', () => {
  test('is right when the commit is synced before the answer leaves', () => {
    const calls = [head(false), page('op-7'), head(true), page(''), sync(), answer()];
    expect(syncOrder(calls, told)).toEqual({ syncs: 1, covered: 1, uncovered: [] });
  });

  test('is wrong without a sync, with one that comes too late, or too early, or of another file', () => {
    const written = () => [head(true), page('op-7')];
    const wrong = ['a guess: answered before it was synced'];
    expect(uncovered([...written(), answer()])).toEqual(wrong);
    expect(uncovered([...written(), answer(), sync()])).toEqual(wrong);
    expect(uncovered([sync(), ...written(), answer()])).toEqual(wrong);
    expect(uncovered([...written(), sync('/data/rooms.db'), answer()])).toEqual(wrong);
    expect(uncovered([head(false), page('op-7'), sync(), head(true), page(''), answer()])).toEqual(wrong);
  });

  test('a sync that is still under way when the answer leaves covers nothing', () => {
    const slow = { ...sync(), end: place + 10 };
    const calls = [head(true), page('op-7'), slow, answer()];
    expect(uncovered([...calls.slice(0, 2), { ...slow, begin: calls[1]!.end + 1 }, calls[3]!])).toEqual([
      'a guess: answered before it was synced',
    ]);
  });

  test('an answer that is not there, or whose fact is not there, is not taken for a good one', () => {
    expect(uncovered([head(true), page('op-7'), sync()])).toEqual([
      'a guess: its answer is not in the trace',
    ]);
    expect(uncovered([sync(), answer()])).toEqual(['a guess: answered, and never written']);
  });
});
