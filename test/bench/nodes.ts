import { PostgresServer } from '../support/postgres-server.ts';
import type { Measurement, Options } from './measurement.ts';
import { threeInOneRoom } from './nodes/one-room.ts';
import { otherNodeSees } from './nodes/sight.ts';

/** Several servers at one real PostgreSQL, whose acknowledgements wait for its disk. */
export async function nodes({ runs }: Options): Promise<readonly Measurement[]> {
  const postgres = await PostgresServer.make();
  try {
    return [...(await otherNodeSees(postgres, runs)), ...(await threeInOneRoom(postgres, runs))];
  } finally {
    await postgres.remove();
  }
}
