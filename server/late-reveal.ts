import type { Clock } from './clock.ts';
import type { Retention } from './retention.ts';
import { isOver } from './room-lifetime.ts';
import type { RoomRegistry } from './room-registry.ts';
import type { Runner } from './room-runner.ts';
import type { LiveRoom } from './room-service.ts';

export type Finder = (replayId: string) => Promise<LiveRoom | undefined>;

/**
 * Finds any log. A room that ran out while no server was there to see it is ended when somebody asks for it:
 * a jar that never opens could never be verified.
 */
export function createFinder(
  registry: RoomRegistry,
  runner: Runner,
  retention: Retention,
  clock: Clock,
): Finder {
  const ending = new Map<string, Promise<LiveRoom>>();

  async function end(found: LiveRoom): Promise<LiveRoom> {
    const room = await registry.load(found.row);
    await runner.execute(room, { type: 'end' }, 'clock');
    return room;
  }

  return async (replayId) => {
    const found = await registry.find(replayId);
    const isStray = found !== undefined && registry.hosted(found) === undefined;
    if (!isStray || runner.isStopping() || !isOver(found.state.open, retention, clock.now())) return found;
    const running = ending.get(replayId) ?? end(found).finally(() => ending.delete(replayId));
    ending.set(replayId, running);
    return running;
  };
}
