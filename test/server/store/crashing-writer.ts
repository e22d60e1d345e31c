// Run as a program: appends without end, and says each seq once it is acknowledged. Its parent kills it.
import { createSqliteStore } from '../../../server/store/sqlite.ts';
import { logOf, rowOf } from './logs.ts';

const store = createSqliteStore(process.argv[2] ?? '');
await store.open();
await store.createRoom(rowOf('a'), logOf(1, 1), []);
for (let seq = 2; ; seq++) {
  await store.append('a', seq - 1, logOf(seq, 1), []);
  process.stdout.write(`${seq}\n`);
}
