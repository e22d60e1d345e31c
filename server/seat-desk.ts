import { refuse } from '../shared/errors.ts';
import type { Command } from '../shared/room/commands.ts';
import * as codes from './codes.ts';
import type { RoomRegistry } from './room-registry.ts';
import { type ChooseNames, type Runner, stamp } from './room-runner.ts';
import type { JoinedSeat, LiveRoom, Result, RoomService } from './room-service.ts';

/** Where seats are taken, taken up again, and named. */
export function createSeatDesk(
  registry: RoomRegistry,
  runner: Runner,
  random: codes.RandomBytes,
): Pick<RoomService, 'join' | 'resume' | 'rename'> {
  async function join(
    code: string,
    raw: string | undefined,
    cookie: number,
    ticket?: string,
  ): Promise<Result<JoinedSeat>> {
    const room = registry.byCode(code);
    if (room === undefined) return refuse(registry.isDamaged(code) ? 'room/damaged' : 'room/unknown');
    const playerId = codes.newId(random, 9);
    const token = ticket ?? codes.newToken(random);
    const tokenHash = codes.hashToken(token);
    let name = '';
    const choose: ChooseNames = ({ ahead, namesAhead }) => {
      // The same ticket a moment ago: its seat is being written, and is found when asked again.
      if (ahead.hidden.tokens.has(tokenHash)) return refuse('room/queued');
      const { names, language } = ahead.open.settings;
      const isMadeUp = names === 'generated' || raw === undefined;
      const start = isMadeUp ? Buffer.from(random(2)).readUInt16BE() : 0;
      const chosen = isMadeUp
        ? { ok: true as const, name: namesAhead.makeUp(ahead, start, language) }
        : namesAhead.choose(ahead, raw);
      if (!chosen.ok) return chosen;
      name = chosen.name;
      return { ok: true, names: [{ playerId, name }] };
    };
    const command: Command = { type: 'join', playerId, tokenHash, cookie };
    const result = await runner.execute(room, command, playerId, undefined, choose);
    return result.ok ? { ok: true, room, playerId, name, token } : result;
  }

  function resume(code: string, token: string): Result<JoinedSeat> {
    const room = registry.byCode(code);
    if (room === undefined) return refuse(registry.isDamaged(code) ? 'room/damaged' : 'room/unknown');
    const playerId = room.state.hidden.tokens.get(codes.hashToken(token));
    const out = playerId === undefined ? undefined : room.state.open.roster.get(playerId)?.out;
    if (playerId === undefined || out === undefined || out === 'left') return refuse('seat/unknown');
    if (out === 'removed') return refuse('seat/removed');
    return { ok: true, room, playerId, name: room.names.get(playerId) ?? '' };
  }

  async function rename(room: LiveRoom, playerId: string, raw: string, by: string, opId: string) {
    const command: Command = { type: 'rename', playerId };
    const isOwn = by === playerId;
    if (isOwn && room.state.open.settings.names === 'generated') return refuse('phase/not-now');
    const choose: ChooseNames = ({ ahead, namesAhead }) => {
      const chosen = namesAhead.choose(ahead, raw, playerId);
      return chosen.ok ? { ok: true, names: [{ playerId, name: chosen.name }] } : chosen;
    };
    // The name stays out of the stamp: the log keeps stamps, and a short name can be guessed from its digest.
    const result = await runner.execute(room, command, by, stamp(opId, command), choose);
    return result.ok ? { ok: true as const, name: room.names.get(playerId) ?? '' } : result;
  }

  return { join, resume, rename };
}
