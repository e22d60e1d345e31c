import type { Clock } from '../clock.ts';
import type { CodeBudget } from '../code-budget.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { RoomService } from '../room-service.ts';

export interface SocketParts {
  readonly service: RoomService;
  readonly clock: Clock;
  readonly codeBudget: CodeBudget;
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustProxy'>;
  readonly log: Log;
}
