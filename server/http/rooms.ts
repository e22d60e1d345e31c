import type { IncomingMessage } from 'node:http';
import express, { type Request, type Response, Router } from 'express';
import {
  decode,
  type OpenedRoom,
  openRoomBody,
  type RoomSummary,
  type TakenRoom,
  takeHostBody,
} from '../../shared/protocol.ts';
import { joinUrl } from '../addresses.ts';
import type { Clock } from '../clock.ts';
import type { CodeBudget } from '../code-budget.ts';
import type { LiveRoom, RoomService } from '../room-service.ts';
import { createTokenBucket } from '../token-bucket.ts';
import { bearerOf, samePassword } from './authorisation.ts';
import { sendError } from './errors.ts';

export interface RoomsParts {
  readonly service: RoomService;
  readonly clock: Clock;
  readonly codeBudget: CodeBudget;
  readonly hostPassword: string | undefined;
  /** Scheme, host and port that phones use. */
  readonly baseUrl: () => string;
}

const longestBody = '8kb';

export function rooms(parts: RoomsParts): Router {
  const { service, clock, codeBudget, hostPassword, baseUrl } = parts;
  const wrongPasswords = createTokenBucket(0.5, 20);
  const router = Router();

  const json = express.json({ limit: longestBody, strict: true, inflate: false, type: isPlainJson });

  /** The body in its strict shape; undefined when the request has been answered. */
  function bodyOf<S extends typeof openRoomBody | typeof takeHostBody>(
    request: Request,
    response: Response,
    shape: S,
  ) {
    const unread = request.body === undefined && hasBody(request);
    const body = unread ? undefined : decode(shape, request.body ?? {});
    if (body === undefined) sendError(request, response, 'payload/malformed', unread ? 415 : 400);
    return body;
  }

  router.post('/api/rooms', json, async (request, response) => {
    const body = bodyOf(request, response, openRoomBody);
    if (body === undefined) return;
    if (hostPassword !== undefined) {
      const wait = wrongPasswords.wait(clock.now());
      if (wait > 0) {
        slowDown(request, response, wait);
        return;
      }
      if (!samePassword(body.hostPassword ?? '', hostPassword)) {
        if (body.hostPassword !== undefined) wrongPasswords.take(clock.now());
        sendError(request, response, 'host/required');
        return;
      }
    }
    const opened = await service.openRoom(body.settings ?? {});
    if (!opened.ok) {
      if (opened.code === 'server/full') response.set('Retry-After', '60');
      sendError(request, response, opened.code);
      return;
    }
    response
      .status(201)
      .set('Cache-Control', 'no-store')
      .json({
        ...takenRoom(opened.room, opened.recoveryCode, baseUrl()),
        hostToken: opened.hostToken,
      } satisfies OpenedRoom);
  });

  /**
   * The room under a code, wrong ones being rationed; undefined when the request has been answered. Who shows nothing but
   * a code asks the store for it only while wrong codes are let through.
   */
  async function roomOf(
    request: Request<{ code: string }>,
    response: Response,
    showsMore: boolean,
    isKnown: (room: LiveRoom) => boolean,
    isCurrent?: (room: LiveRoom) => boolean,
  ): Promise<LiveRoom | undefined> {
    const { code } = request.params;
    const address = request.ip ?? '';
    const mustWait = (): boolean => {
      const wait = codeBudget.wait(address);
      if (wait > 0) slowDown(request, response, wait);
      return wait > 0;
    };
    if (!showsMore && service.byCode(code) === undefined && mustWait()) return undefined;
    const sought = await service.seek(code, isCurrent);
    if (!sought.ok) {
      sendError(request, response, sought.code);
      return undefined;
    }
    const room = service.byCode(code);
    if ((room === undefined || !isKnown(room)) && mustWait()) return undefined;
    if (room !== undefined) return room;
    if (!service.isDamaged(code)) codeBudget.miss(address);
    sendError(request, response, service.isDamaged(code) ? 'room/damaged' : 'room/unknown');
    return undefined;
  }

  router.get('/api/rooms/:code', async (request, response) => {
    const key = keyOf(request);
    const room = await roomOf(request, response, key !== '', ({ row }) => samePassword(key, row.joinKey));
    if (room === undefined) return;
    response.set('Cache-Control', 'no-store').json(summaryOf(room, baseUrl()));
  });

  router.post('/api/rooms/:code/host', json, async (request, response) => {
    const body = bodyOf(request, response, takeHostBody);
    if (body === undefined) return;
    const { hostToken, recoveryCode } = body;
    const isHost = (known: LiveRoom) => service.isHost(known, hostToken);
    const room = await roomOf(request, response, true, isHost, isHost);
    if (room === undefined) return;
    const taken = await service.takeHost(room, hostToken, recoveryCode);
    if (taken.ok) {
      response.set('Cache-Control', 'no-store').json(takenRoom(room, taken.recoveryCode, baseUrl()));
    } else if (taken.retryAfterMs !== undefined) slowDown(request, response, taken.retryAfterMs);
    else sendError(request, response, taken.code);
  });

  /** The room, when the request carries its host's token; otherwise nobody learns whether it exists. */
  async function hosted(request: Request<{ replayId: string }>): Promise<LiveRoom | undefined> {
    const room = await service.byReplayId(request.params.replayId);
    return room !== undefined && service.isHost(room, bearerOf(request)) ? room : undefined;
  }

  router.delete('/api/rooms/:replayId/names', async (request, response) => {
    const room = await hosted(request);
    if (room === undefined) {
      sendError(request, response, 'host/required');
      return;
    }
    await service.forgetNames(room);
    response.set('Cache-Control', 'no-store').status(204).end();
  });

  router.delete('/api/rooms/:replayId/names/:playerId', async (request, response) => {
    const room = await hosted(request);
    if (room === undefined) {
      sendError(request, response, 'host/required');
      return;
    }
    await service.forgetEverywhere(room, request.params.playerId);
    response.set('Cache-Control', 'no-store').status(204).end();
  });

  router.delete('/api/rooms/:replayId', async (request, response) => {
    const room = await hosted(request);
    if (room === undefined) {
      sendError(request, response, 'host/required');
      return;
    }
    await service.deleteRoom(room);
    response.set('Cache-Control', 'no-store').status(204).end();
  });

  return router;
}

function takenRoom({ row, state }: LiveRoom, recoveryCode: string, base: string): TakenRoom {
  const { code, replayId, title, joinKey } = row;
  const { settings, commitment } = state.open;
  return {
    ...{ code, replayId, recoveryCode },
    joinUrl: joinUrl(base, code, joinKey),
    ...{ settings, title, commitment },
  };
}

function slowDown(request: Request, response: Response, waitMs: number): void {
  response.set('Retry-After', String(Math.ceil(waitMs / 1000)));
  sendError(request, response, 'rate/slow-down');
}

function summaryOf({ row, state }: LiveRoom, base: string): RoomSummary {
  const { phase, locked, settings } = state.open;
  const { code, title, joinKey } = row;
  return { code, title, phase, locked, language: settings.language, joinUrl: joinUrl(base, code, joinKey) };
}

/** Other charsets spell the same text in other bytes; no client of ours needs them. */
function isPlainJson(request: IncomingMessage): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(request.headers['content-type'] ?? '');
}

function hasBody(request: Request): boolean {
  const { 'content-length': length, 'transfer-encoding': transfer } = request.headers;
  return transfer !== undefined || (length !== undefined && length !== '0');
}

function keyOf(request: Request): string {
  return typeof request.query.k === 'string' ? request.query.k : '';
}
