import { type Kept, type LessonKey, merged, nothingKept, parseKept, type Seen, withSeen } from './kept.ts';

const prefix = 'bakery:kept:';
const mostLessons = 20;
const writeAfterMs = 400;

const keyOf = ({ code, openedAt }: LessonKey): string => `${prefix}${code}:${openedAt}`;

let pending = new Map<string, Kept>();
let timer: ReturnType<typeof setTimeout> | undefined;
let listening = false;

/** Notes what was seen; it is written together with what else comes in the same moment. */
export function keep(lesson: LessonKey, seen: Seen): void {
  const key = keyOf(lesson);
  pending.set(key, withSeen(pending.get(key) ?? nothingKept, seen));
  timer ??= setTimeout(write, writeAfterMs);
  if (listening) return;
  listening = true;
  // A phone that is put away may never come back to this page.
  addEventListener('pagehide', write);
  document.addEventListener('visibilitychange', write);
}

function write(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const [key, kept] of pending) put(key, kept);
  pending = new Map();
}

/** Private windows refuse storage: then this device vouches for nothing, and the replay says so. */
function put(key: string, kept: Kept): void {
  try {
    // Another window of this browser may have written meanwhile.
    const text = JSON.stringify(merged(parseKept(localStorage.getItem(key)) ?? nothingKept, kept));
    for (const old of lessons().slice(mostLessons - 1)) if (old !== key) localStorage.removeItem(old);
    putText(key, text);
  } catch {
    // Without storage there is nothing to be done.
  }
}

/** On a full disk older lessons give way to the running one. */
function putText(key: string, text: string): void {
  for (;;) {
    try {
      localStorage.setItem(key, text);
      return;
    } catch (error) {
      const oldest = lessons().findLast((other) => other !== key);
      if (oldest === undefined) throw error;
      localStorage.removeItem(oldest);
    }
  }
}

/** Keys of the kept lessons, the newest first. */
function lessons(): readonly string[] {
  const keys = Array.from({ length: localStorage.length }, (_, k) => localStorage.key(k) ?? '');
  const openedAt = (key: string): number => Number(key.slice(key.lastIndexOf(':') + 1));
  return keys.filter((key) => key.startsWith(prefix)).sort((a, b) => openedAt(b) - openedAt(a));
}

/** What this device kept of the lesson; null if it was not there. */
export function keptOf(lesson: LessonKey): Kept | null {
  write();
  try {
    return parseKept(localStorage.getItem(keyOf(lesson)));
  } catch {
    return null;
  }
}

/** The same for a replay: its id counts first, since a record may say what it likes about its code and its hour. */
export function keptOfReplay(replayId: string, lesson: LessonKey): Kept | null {
  write();
  try {
    const all = lessons().map((key) => parseKept(localStorage.getItem(key)));
    return all.find((kept) => kept?.replayId === replayId) ?? keptOf(lesson);
  } catch {
    return null;
  }
}
