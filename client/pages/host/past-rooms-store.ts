import type { TakenRoom } from '../../../shared/protocol.ts';

/** One lesson hosted from this browser, with the secrets that only this browser keeps. */
export interface PastRoom {
  readonly code: string;
  readonly replayId: string;
  readonly hostToken: string;
  readonly recoveryCode: string;
  readonly joinUrl: string;
  readonly title: string;
  readonly flavours: readonly string[];
  readonly rounds: number;
  readonly openedAt: number;
}

const key = 'past-rooms';
const most = 200;

export function parsePastRooms(text: string | null): readonly PastRoom[] {
  if (text === null) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isPastRoom) : [];
  } catch {
    return [];
  }
}

function isPastRoom(entry: unknown): entry is PastRoom {
  if (typeof entry !== 'object' || entry === null) return false;
  const room = entry as Record<string, unknown>;
  const texts = ['code', 'replayId', 'hostToken', 'recoveryCode', 'joinUrl', 'title'];
  return (
    texts.every((name) => typeof room[name] === 'string') &&
    Array.isArray(room.flavours) &&
    typeof room.rounds === 'number' &&
    typeof room.openedAt === 'number'
  );
}

/** Newest first; a lesson is known by its replay, since codes are used again. */
export function withRoom(rooms: readonly PastRoom[], room: PastRoom): readonly PastRoom[] {
  const others = rooms.filter(({ replayId }) => replayId !== room.replayId);
  return [room, ...others].sort((a, b) => b.openedAt - a.openedAt).slice(0, most);
}

export function pastRooms(): readonly PastRoom[] {
  return parsePastRooms(localStorage.getItem(key));
}

export function rememberRoom(room: PastRoom): void {
  localStorage.setItem(key, JSON.stringify(withRoom(pastRooms(), room)));
}

/** A room this device has become the host of, or has got another recovery code for. */
export function rememberTaken(taken: TakenRoom, hostToken: string): void {
  const { code, replayId, recoveryCode, joinUrl, title, settings } = taken;
  const { flavours, rounds } = settings;
  const openedAt = pastRooms().find((room) => room.replayId === replayId)?.openedAt ?? Date.now();
  rememberRoom({ code, replayId, hostToken, recoveryCode, joinUrl, title, flavours, rounds, openedAt });
}

export function forgetRoom(replayId: string): void {
  localStorage.setItem(key, JSON.stringify(pastRooms().filter((room) => room.replayId !== replayId)));
}

/** The latest lesson under this code. */
export function roomOfCode(code: string): PastRoom | undefined {
  return pastRooms().find((room) => room.code === code);
}
