import type { Replay } from '../../../shared/views/wire.ts';
import { roomLanguage } from '../../locales/languages.ts';
import { language, t } from '../../locales/translate.ts';
import { dropReplay, keepReplay, keptReplay } from '../../offline/kept-replays.ts';
import { pastRooms } from '../host/past-rooms-store.ts';

export type Loaded =
  | { readonly state: 'loading' }
  /** `isCopy`: read from this device, since the server could not be asked. */
  | { readonly state: 'ready'; readonly replay: Replay; readonly isCopy?: boolean }
  /** Before the reveal and for an unknown id the server gives one and the same answer. */
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly code: string };

export const storyId = 'story';

export async function loadReplay(id: string): Promise<Loaded> {
  if (id === storyId) {
    const { storyReplay } = await import('../../../shared/story/story.ts');
    const words = { title: t('replay.story.h'), player: t('replay.story.player') };
    return { state: 'ready', replay: storyReplay(roomLanguage(language.value), words) };
  }
  let response: Response;
  try {
    const token = pastRooms().find(({ replayId }) => replayId === id)?.hostToken;
    // Its host sees a lesson whose link is closed.
    const init = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } };
    response = await fetch(`/api/replays/${encodeURIComponent(id)}`, init);
  } catch {
    const kept = await keptReplay(id);
    return kept === null
      ? { state: 'failed', code: 'offline' }
      : { state: 'ready', replay: kept, isCopy: true };
  }
  if (response.status === 404 || response.status === 410) {
    await dropReplay(id);
    return { state: 'missing' };
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || !isReplay(body)) return { state: 'failed', code: 'internal' };
  void keepReplay(id, body);
  return { state: 'ready', replay: body };
}

function isReplay(body: unknown): body is Replay {
  return typeof body === 'object' && body !== null && 'version' in body && body.version === 1;
}
