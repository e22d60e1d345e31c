import type { Replay } from '../../../shared/views/wire.ts';
import type { PastRoom } from '../host/past-rooms-store.ts';
import { getReplay, lookUpRoom } from '../shell/api.ts';

/** What became of a lesson: still running, opened for review, gone from the server, or nobody can say now. */
export type Lesson =
  | { readonly state: 'running'; readonly phase: string }
  | { readonly state: 'open'; readonly replay: Replay }
  | { readonly state: 'gone' | 'unreachable' };

export async function lookUpLesson({ code, replayId, hostToken }: PastRoom): Promise<Lesson> {
  const replay = await getReplay(replayId, hostToken);
  if (replay.ok) return { state: 'open', replay: replay.value };
  if (replay.code === 'offline') return { state: 'unreachable' };
  const room = await lookUpRoom(code);
  if (room.ok && room.value.phase !== 'ended') return { state: 'running', phase: room.value.phase };
  if (!room.ok && room.code !== 'room/unknown') return { state: 'unreachable' };
  return { state: 'gone' };
}
