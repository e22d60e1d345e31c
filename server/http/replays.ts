import { type Request, type Response, Router } from 'express';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { publicLog } from '../../shared/views/public-log.ts';
import { replayOf } from '../../shared/views/replay.ts';
import type { Replay } from '../../shared/views/wire.ts';
import type { LiveRoom, RoomService } from '../room-service.ts';
import { bearerOf } from './authorisation.ts';
import { csvPieces } from './csv.ts';
import { sendError } from './errors.ts';
import { encodeInTurns } from './in-turns.ts';
import { jsonPieces } from './json-pieces.ts';
import type { ReplayBodies } from './replay-bodies.ts';

export interface ReplaysParts {
  readonly service: Pick<RoomService, 'byReplayId' | 'isHost' | 'replayIsOpen'>;
  readonly readLog: (replayId: string) => Promise<readonly RecordedEvent[]>;
  readonly bodies: ReplayBodies;
}

/** Raised when a column, a field or its meaning changes. */
const exportVersion = 1;

export function replays({ service, readLog, bodies }: ReplaysParts): Router {
  const router = Router();

  /**
   * The room once its jar is open and while its link is; its host has it as long as it is kept, since the class is over
   * but the lesson may still have to be graded. Otherwise, and for an unknown id, one and the same answer.
   */
  async function revealed(
    request: Request<{ replayId: string }>,
    response: Response,
  ): Promise<LiveRoom | undefined> {
    const { replayId } = request.params;
    const room = /^[\w-]{8,64}$/.test(replayId) ? await service.byReplayId(replayId) : undefined;
    const isHost = room !== undefined && service.isHost(room, bearerOf(request));
    if (room !== undefined && room.state.open.truth !== null && (isHost || service.replayIsOpen(room))) {
      return room;
    }
    sendError(request, response, 'room/unknown');
    return undefined;
  }

  router.get('/api/replays/:replayId', async (request, response) => {
    const room = await revealed(request, response);
    if (room === undefined) return;
    const key = { replayId: room.row.replayId, seq: room.state.open.seq, part: 'replay' };
    await bodies.send(request, response, key, () => replayFor(room, 'public'));
  });

  router.get('/api/replays/:replayId/log', async (request, response) => {
    const room = await revealed(request, response);
    if (room === undefined) return;
    const { replayId } = room.row;
    const key = { replayId, seq: room.state.open.seq, part: 'log' };
    await bodies.send(request, response, key, async () => publicLog(await readLog(replayId)));
  });

  /** The replay with the names this request may see; null when it has been answered. */
  async function exported(
    request: Request<{ replayId: string }>,
    response: Response,
    extension: 'csv' | 'json',
  ): Promise<Replay | null> {
    const room = await revealed(request, response);
    if (room === undefined) return null;
    const claims = request.headers.authorization !== undefined;
    if (claims && !service.isHost(room, bearerOf(request))) {
      sendError(request, response, 'host/required');
      return null;
    }
    const day = new Date(room.state.open.openedAt).toISOString().slice(0, 10);
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `attachment; filename="bakery-${room.row.code}-${day}.${extension}"`);
    return replayFor(room, claims ? 'host' : 'public');
  }

  router.get('/api/replays/:replayId/export.csv', async (request, response) => {
    const replay = await exported(request, response, 'csv');
    if (replay !== null) await send(response.type('text/csv; charset=utf-8'), csvPieces(replay));
  });

  router.get('/api/replays/:replayId/export.json', async (request, response) => {
    const replay = await exported(request, response, 'json');
    if (replay !== null) await send(response.type('json'), exportPieces(replay));
  });

  return router;
}

async function send(response: Response, texts: Iterable<string>): Promise<void> {
  const { bytes, tag } = await encodeInTurns(texts);
  response.set('ETag', tag).send(bytes);
}

function* exportPieces(replay: Replay): Generator<string> {
  yield `{"exportVersion":${exportVersion},"replay":`;
  yield* jsonPieces(replay);
  yield '}';
}

function replayFor({ row, state, names }: LiveRoom, namesFor: 'host' | 'public'): Replay | null {
  const { title, replayId } = row;
  return replayOf(state.open, names, { title, replayId, namesFor });
}
