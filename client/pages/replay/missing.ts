import { useEffect, useState } from 'preact/hooks';
import { pastRooms } from '../host/past-rooms-store.ts';
import { keptOfReplay } from '../kept-store.ts';
import { lookUpLesson } from '../rooms/lesson.ts';

/** Why there is no record: never heard of, sealed still, deleted by whoever hosted it, deleted since this device saw it. */
export type Missing = 'unknown' | 'sealed' | 'gone' | 'seen';

const nowhere = { code: '', openedAt: 0 };

/** The server tells nobody whether there was a lesson; only devices that were there know. Null until that is clear. */
export function useMissing(id: string): Missing | null {
  const [missing, setMissing] = useState<Missing | null>(null);
  useEffect(() => {
    let wanted = true;
    void whyMissing(id).then((why) => {
      if (wanted) setMissing(why);
    });
    return () => {
      wanted = false;
    };
  }, [id]);
  return missing;
}

async function whyMissing(id: string): Promise<Missing> {
  // A replay's id comes to a device only with the open jar.
  if (keptOfReplay(id, nowhere) !== null) return 'seen';
  const room = pastRooms().find(({ replayId }) => replayId === id);
  if (room === undefined) return 'unknown';
  const lesson = await lookUpLesson(room);
  if (lesson.state === 'running') return 'sealed';
  return lesson.state === 'gone' ? 'gone' : 'unknown';
}
