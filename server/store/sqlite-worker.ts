// Runs in a thread of its own, so that the event loop never waits for a disk.
import { parentPort, workerData } from 'node:worker_threads';
import { callRoll } from './roster.ts';
import { createBatches } from './sqlite-batches.ts';
import { openDatabase } from './sqlite-database.ts';
import type { FromWorker, ToWorker } from './sqlite-messages.ts';
import { openWitness } from './witness.ts';

const port = parentPort;
if (port === null) throw new Error('sqlite-worker.ts runs in a worker thread only');
const say = (message: FromWorker) => port.postMessage(message);

try {
  const { file } = workerData as { readonly file: string };
  const db = openDatabase(file);
  const witness = openWitness(file);
  callRoll(db, witness, file);
  const answer = createBatches(db, witness);
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'batch') {
      say({ kind: 'answers', answers: answer(message.calls) });
      return;
    }
    db.close();
    witness.close();
    say({ kind: 'closed' });
    port.close();
  });
  say({ kind: 'opened' });
} catch (error) {
  say({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
  port.close();
}
