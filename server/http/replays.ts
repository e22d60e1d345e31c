import { type Request, type Response, Router } from 'express';
import type { Replay } from '../../shared/views/wire.ts';
import type { LiveRoom, RoomService } from '../room-service.ts';
import { bearerOf } from './authorisation.ts';
import { csvOf } from './csv.ts';
import { sendError } from './errors.ts';
import type { ReplayBodies } from './replay-bodies.ts';

/** Whose names a replay shows: the host's list, or what the host allows everybody to see. */
export type NamesFor = 'host' | 'everybody';

export interface ReplaysParts {
  readonly service: Pick<RoomService, 'byReplayId' | 'isHost'>;
  readonly replayOf: (room: LiveRoom, names: NamesFor) => Replay;
  readonly publicLogOf: (room: LiveRoom) => Promise<unknown>;
  readonly bodies: ReplayBodies;
}

/** Raised when a column, a field or its meaning changes. */
const exportVersion = 1;

export function replays({ service, replayOf, publicLogOf, bodies }: ReplaysParts): Router {
  const router = Router();

  /** The room once its jar is open. Before, and for an unknown id, one and the same answer. */
  async function revealed(
    request: Request<{ replayId: string }>,
    response: Response,
  ): Promise<LiveRoom | undefined> {
    const { replayId } = request.params;
    const room = /^[\w-]{8,64}$/.test(replayId) ? await service.byReplayId(replayId) : undefined;
    if (room !== undefined && room.state.open.jar !== null) return room;
    sendError(request, response, 'room/unknown');
    return undefined;
  }

  router.get('/api/replays/:replayId', async (request, response) => {
    const room = await revealed(request, response);
    if (room === undefined) return;
    const key = { replayId: room.row.replayId, seq: room.state.open.seq, part: 'replay' };
    await bodies.send(request, response, key, () => replayOf(room, 'everybody'));
  });

  router.get('/api/replays/:replayId/log', async (request, response) => {
    const room = await revealed(request, response);
    if (room === undefined) return;
    const log = await publicLogOf(room);
    const key = { replayId: room.row.replayId, seq: room.state.open.seq, part: 'log' };
    await bodies.send(request, response, key, () => log);
  });

  /** The replay with the names this request may see; undefined when it has been answered. */
  async function exported(
    request: Request<{ replayId: string }>,
    response: Response,
    extension: 'csv' | 'json',
  ): Promise<Replay | undefined> {
    const room = await revealed(request, response);
    if (room === undefined) return undefined;
    const claims = request.headers.authorization !== undefined;
    if (claims && !service.isHost(room, bearerOf(request))) {
      sendError(request, response, 'host/required');
      return undefined;
    }
    const day = new Date(room.state.open.openedAt).toISOString().slice(0, 10);
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `attachment; filename="bakery-${room.row.code}-${day}.${extension}"`);
    return replayOf(room, claims ? 'host' : 'everybody');
  }

  router.get('/api/replays/:replayId/export.csv', async (request, response) => {
    const replay = await exported(request, response, 'csv');
    if (replay !== undefined) response.type('text/csv; charset=utf-8').send(csvOf(replay));
  });

  router.get('/api/replays/:replayId/export.json', async (request, response) => {
    const replay = await exported(request, response, 'json');
    if (replay !== undefined) response.json({ exportVersion, replay });
  });

  return router;
}
