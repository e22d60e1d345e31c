import type { IncomingMessage } from 'node:http';
import express, { type Request, Router } from 'express';
import { decode, type OpenedRoom, openRoomBody, type RoomSummary } from '../../shared/protocol.ts';
import { joinUrl } from '../addresses.ts';
import type { Clock } from '../clock.ts';
import type { CodeBudget } from '../code-budget.ts';
import type { LiveRoom, OpenedRoomSecrets, RoomService } from '../room-service.ts';
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
  /** Called with the replay's id once its names or the whole room are gone. */
  readonly onErased: (replayId: string) => void;
}

const longestBody = '8kb';

export function rooms(parts: RoomsParts): Router {
  const { service, clock, codeBudget, hostPassword, baseUrl } = parts;
  const wrongPasswords = createTokenBucket(0.5, 20);
  const router = Router();

  router.post(
    '/api/rooms',
    express.json({ limit: longestBody, strict: true, inflate: false, type: isPlainJson }),
    async (request, response) => {
      if (request.body === undefined && hasBody(request)) {
        sendError(request, response, 'payload/malformed', 415);
        return;
      }
      const body = Array.isArray(request.body) ? undefined : decode(openRoomBody, request.body ?? {});
      if (body === undefined) {
        sendError(request, response, 'payload/malformed');
        return;
      }
      if (hostPassword !== undefined) {
        const wait = wrongPasswords.wait(clock.now());
        if (wait > 0) {
          response.set('Retry-After', seconds(wait));
          sendError(request, response, 'rate/slow-down');
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
      response.status(201).set('Cache-Control', 'no-store').json(openedRoom(opened, baseUrl()));
    },
  );

  router.get('/api/rooms/:code', (request, response) => {
    const { code } = request.params;
    const room = service.byCode(code);
    const address = request.ip ?? '';
    const invited = room !== undefined && samePassword(keyOf(request), room.row.joinKey);
    const wait = invited ? 0 : codeBudget.wait(address);
    if (wait > 0) {
      response.set('Retry-After', seconds(wait));
      sendError(request, response, 'rate/slow-down');
      return;
    }
    if (room === undefined && service.isDamaged(code)) {
      sendError(request, response, 'room/damaged');
      return;
    }
    if (room === undefined) {
      codeBudget.miss(address);
      sendError(request, response, 'room/unknown');
      return;
    }
    response.set('Cache-Control', 'no-store').json(summaryOf(room, baseUrl()));
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
    parts.onErased(room.row.replayId);
    response.set('Cache-Control', 'no-store').status(204).end();
  });

  router.delete('/api/rooms/:replayId', async (request, response) => {
    const room = await hosted(request);
    if (room === undefined) {
      sendError(request, response, 'host/required');
      return;
    }
    await service.deleteRoom(room);
    parts.onErased(room.row.replayId);
    response.set('Cache-Control', 'no-store').status(204).end();
  });

  return router;
}

function openedRoom({ room, hostToken, recoveryCode }: OpenedRoomSecrets, base: string): OpenedRoom {
  const { code, replayId, title, joinKey } = room.row;
  const { settings, commitment } = room.state.open;
  return {
    ...{ code, replayId, hostToken, recoveryCode },
    joinUrl: joinUrl(base, code, joinKey),
    ...{ settings, title, commitment },
  };
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

function seconds(milliseconds: number): string {
  return String(Math.ceil(milliseconds / 1000));
}
