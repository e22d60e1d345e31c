import type { Socket } from 'socket.io';
import type { GenericSchema, InferOutput } from 'valibot';
import type { ErrorCode } from '../../shared/errors.ts';
import { decode, displayAuth, hostAuth, playerAuth } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { Language } from '../../shared/room/settings.ts';
import { sameText } from '../codes.ts';
import { languageOf, messageFor } from '../messages.ts';
import type { JoinedSeat, LiveRoom } from '../room-service.ts';
import { addressOf } from './address.ts';
import { createDoor } from './door.ts';
import type { SocketParts } from './parts.ts';

export interface Refused {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly language: Language;
  readonly replayId?: string;
  readonly retryAfterMs?: number;
}

/** Who may come in, and as whom: everything a handshake can claim is checked here. */
export function createSeats({ service, clock, codeBudget, config, hasSeats = () => true }: SocketParts) {
  const door = createDoor(clock);

  function read<S extends GenericSchema<unknown, { room: string; protocol?: number | undefined }>>(
    socket: Socket,
    schema: S,
  ): { readonly ok: true; readonly auth: InferOutput<S> } | Refused {
    const language = languageOf(socket.handshake.headers['accept-language']);
    const raw: unknown = socket.handshake.auth;
    const auth = decode(schema, raw);
    if (auth === undefined) {
      return { ok: false, code: isOutdated(raw) ? 'protocol/outdated' : 'payload/malformed', language };
    }
    if ((auth.protocol ?? protocolVersion) !== protocolVersion) {
      return { ok: false, code: 'protocol/outdated', language };
    }
    return { ok: true, auth };
  }

  /**
   * Other servers may know of a room, a seat or a host what this one does not know yet. Who shows nothing but a code asks
   * the store for it only while wrong codes are let through.
   */
  async function seek(
    socket: Socket,
    code: string,
    showsMore: boolean,
    isKnown?: (room: LiveRoom) => boolean,
  ): Promise<Refused | undefined> {
    const waits = showsMore || service.byCode(code) !== undefined ? undefined : slowDown(socket);
    if (waits !== undefined) return waits;
    const sought = await service.seek(code, isKnown);
    if (sought.ok) return undefined;
    return { ...sought, language: languageOf(socket.handshake.headers['accept-language']) };
  }

  /** The refusal of whoever must not try a code now. */
  function slowDown(socket: Socket): Refused | undefined {
    const retryAfterMs = codeBudget.wait(addressOf(socket, config.trustProxy));
    if (retryAfterMs === 0) return undefined;
    const language = languageOf(socket.handshake.headers['accept-language']);
    return { ok: false, code: 'rate/slow-down', language, retryAfterMs };
  }

  /** The room under a code. Wrong codes are rationed; whoever shows the room's key or a token does not wait. */
  function find(
    socket: Socket,
    code: string,
    isKnown: (room: LiveRoom) => boolean,
  ): { readonly ok: true; readonly room: LiveRoom } | Refused {
    const room = service.byCode(code);
    if (room !== undefined && isKnown(room)) return { ok: true, room };
    const waits = slowDown(socket);
    if (waits !== undefined) return waits;
    if (room !== undefined) return { ok: true, room };
    const language = languageOf(socket.handshake.headers['accept-language']);
    if (service.isDamaged(code)) return { ok: false, code: 'room/damaged', language };
    codeBudget.miss(addressOf(socket, config.trustProxy));
    return { ok: false, code: 'room/unknown', language };
  }

  return {
    async player(socket: Socket): Promise<JoinedSeat | Refused> {
      const claim = read(socket, playerAuth);
      if (!claim.ok) return claim;
      const { room: code, name, cookie, token, ticket, key } = claim.auth;
      // Who comes back from another server sees what they were last told of; who is new has nothing to come back to.
      const back = token === undefined ? undefined : () => service.resume(code, token).ok;
      const unsought = await seek(socket, code, (token ?? key) !== undefined, back);
      if (unsought !== undefined) return unsought;
      const found = find(
        socket,
        code,
        ({ row }) =>
          (key !== undefined && sameText(key, row.joinKey)) || service.resume(code, token ?? ticket ?? '').ok,
      );
      if (!found.ok) return found;
      const { language } = found.room.state.open.settings;
      if (token !== undefined || ticket !== undefined) {
        const seat = service.resume(code, token ?? ticket ?? '');
        if (seat.ok) return seat;
        if (token !== undefined || seat.code !== 'seat/unknown') return { ...seat, language };
      }
      if (!hasSeats()) return { ok: false, code: 'server/full', language };
      const retryAfterMs = await door.wait();
      // Who has hung up meanwhile takes no seat.
      if (retryAfterMs > 0 || socket.conn.readyState !== 'open')
        return { ok: false, code: 'room/queued', language, retryAfterMs };
      const joined = await service.join(code, name, cookie ?? 0, ticket);
      if (joined.ok) return joined;
      const { replayId } = found.room.row;
      return { ...joined, language, ...(joined.code === 'room/ended' && { replayId }) };
    },

    async display(socket: Socket): Promise<{ readonly ok: true; readonly room: LiveRoom } | Refused> {
      const claim = read(socket, displayAuth);
      if (!claim.ok) return claim;
      const unsought = await seek(socket, claim.auth.room, false, () => true);
      return unsought ?? find(socket, claim.auth.room, () => false);
    },

    async host(socket: Socket): Promise<{ readonly ok: true; readonly room: LiveRoom } | Refused> {
      const claim = read(socket, hostAuth);
      if (!claim.ok) return claim;
      const { room: code, hostToken = '' } = claim.auth;
      const unsought = await seek(socket, code, hostToken !== '', (room) => service.isHost(room, hostToken));
      if (unsought !== undefined) return unsought;
      const claimed = service.byCode(code);
      const isHost = claimed !== undefined && service.isHost(claimed, hostToken);
      const found = find(socket, code, () => isHost);
      if (!found.ok || isHost) return found;
      return { ok: false, code: 'host/required', language: found.room.state.open.settings.language };
    },
  };
}

/** An older page may send what this version cannot read; it is told to reload, not that it is broken. */
function isOutdated(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null || !('protocol' in raw)) return false;
  return typeof raw.protocol === 'number' && raw.protocol !== protocolVersion;
}

/** What a refused handshake carries: `connect_error` with the code, its words, and what helps. */
export function refusal({ code, language, replayId, retryAfterMs }: Refused): Error {
  const message = messageFor(code, language);
  return Object.assign(new Error(message), {
    data: {
      ...{ code, message },
      ...(replayId !== undefined && { replayId }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  });
}
