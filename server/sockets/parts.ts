import type { Clock } from '../clock.ts';
import type { CodeBudget } from '../code-budget.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics.ts';
import type { LiveRoom, RoomService } from '../room-service.ts';

export interface SocketParts {
  readonly service: RoomService;
  readonly clock: Clock;
  readonly codeBudget: CodeBudget;
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustProxy'>;
  readonly log: Log;
  readonly meter?: Meter | undefined;
  /** Connections that are let in; left out, as many as come. */
  readonly maxSockets?: number | undefined;
  /** Whether new seats are given away; left out, always. */
  readonly hasSeats?: (() => boolean) | undefined;
}

/** The room that the code means by now: between a handshake and its line the lesson may have been begun anew. */
export function currentRoom({ service }: Pick<SocketParts, 'service'>, admitted: LiveRoom): LiveRoom {
  return service.byCode(admitted.row.code) ?? admitted;
}
