import type { Clock } from '../clock.ts';
import type { CodeBudget } from '../code-budget.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { LiveRoom, RoomService } from '../room-service.ts';

export interface SocketParts {
  readonly service: RoomService;
  readonly clock: Clock;
  readonly codeBudget: CodeBudget;
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustProxy'>;
  readonly log: Log;
}

/** The room that the code means by now: between a handshake and its line the lesson may have been begun anew. */
export function currentRoom({ service }: Pick<SocketParts, 'service'>, admitted: LiveRoom): LiveRoom {
  return service.byCode(admitted.row.code) ?? admitted;
}
