import { plantedCopy } from '../support/planted-copy.ts';
import { sendReaders, type Unread } from './memory/hostile-readers.ts';
import { type Soaked, soak } from './memory/soak.ts';
import { count, type Proof, type Size, type Verdict } from './proof.ts';

const kibibyte = 1024;
const mostEach = 512 * kibibyte;

interface Sizes {
  readonly readers: number;
  readonly readSeconds: number;
  readonly soakSeconds: number;
  readonly soakLessons: number;
  /** A heap breathes: in a short time its slope is known less well. */
  readonly heapPerLesson: number;
}

const sizes: Readonly<Record<Size, Sizes>> = {
  ci: { readers: 30, readSeconds: 6, soakSeconds: 35, soakLessons: 20, heapPerLesson: 24 * kibibyte },
  full: { readers: 100, readSeconds: 30, soakSeconds: 3600, soakLessons: 20, heapPerLesson: kibibyte },
};

/** A lesson has more than thirty connections: of a leak there would be at least as many. */
const entriesPerLesson = 0.5;
const handlesPerLesson = 0.1;

/** Readers who must have been let go by the end: their views are long enough to fill every buffer on the way. */
const mustGo = [
  'a host that comes in again and again',
  'a poller that does not poll',
  'a poller that does not read',
];

export const boundedMemory: Proof = {
  id: 'P13',
  promise: 'no reader and no hour makes the server grow',
  async prove(size): Promise<Verdict> {
    const { readers, readSeconds, soakSeconds, soakLessons, heapPerLesson } = sizes[size];
    const unread = await sendReaders({ readers, seconds: readSeconds, mustGo });
    const soaked = await soak({ seconds: soakSeconds, lessons: soakLessons });
    const missed = [...(await missedLeak(heapPerLesson)), ...(await missedQueue())];
    const most = unread.reduce((a, b) => (b.bytesEach > a.bytesEach ? b : a));
    const { perLesson, last } = soaked;
    const bytes = (value: number) => `${(value / kibibyte).toFixed(1)} KiB`;
    return {
      figures: [
        `at most ${bytes(most.bytesEach)} a socket for ${count(unread.length * readers)} readers of ${unread.length} kinds that never read (${most.what})`,
        `${count(soaked.lessons)} lessons with ${count(soaked.connections)} connections in ${count(soakSeconds)} s: in each the heap grew by ${bytes(perLesson.heap)}, the process by ${bytes(perLesson.rss)}, maps by ${perLesson.entries.toFixed(2)} of ${count(last.entries)} entries, handles by ${perLesson.handles.toFixed(2)} of ${last.handles}`,
        `${2 - missed.length} of 2 planted faults found`,
      ].join('; '),
      broken: [
        ...unread.flatMap(hoarded),
        ...grown(soaked, heapPerLesson),
        ...soaked.faults,
        ...missed.map((what) => `not found although planted: ${what}`),
      ],
      late: [],
    };
  },
};

function hoarded({ what, readers, bytesEach, cut, left }: Unread): readonly string[] {
  return [
    ...(bytesEach <= mostEach ? [] : [`${what} costs ${count(bytesEach)} bytes`]),
    ...(cut === readers || !mustGo.includes(what) ? [] : [`${what}: ${cut} of ${readers} were let go`]),
    ...(left <= 0 ? [] : [`${what}: ${left} sockets stayed`]),
  ];
}

function grown({ perLesson }: Soaked, heapPerLesson: number): readonly string[] {
  const { heap, entries, handles, sockets } = perLesson;
  return [
    ...(heap <= heapPerLesson ? [] : [`the heap grew by ${count(Math.round(heap))} bytes a lesson`]),
    ...(entries <= entriesPerLesson ? [] : [`maps grew by ${entries} entries a lesson`]),
    ...(handles <= handlesPerLesson ? [] : [`handles grew by ${handles} a lesson`]),
    ...(sockets === 0 ? [] : [`sockets grew by ${sockets} a lesson`]),
  ];
}

/** A line that has gone is remembered. */
async function missedLeak(heapPerLesson: number): Promise<readonly string[]> {
  const copy = plantedLines([['lines.delete(engine.id);', '']]);
  try {
    const found = grown(await soak({ seconds: 12, root: copy.path }), heapPerLesson);
    return found.length > 0 ? [] : ['lines that have gone are remembered'];
  } finally {
    copy.remove();
  }
}

/** What waits for a reader may be as much as it likes. */
async function missedQueue(): Promise<readonly string[]> {
  const copy = plantedLines([
    ['MOST_PACKETS = 64', 'MOST_PACKETS = 1e9'],
    ['MOST_BYTES = 256 * 1024', 'MOST_BYTES = 1e12'],
    ['FAR_TOO_MANY_BYTES = 384 * 1024', 'FAR_TOO_MANY_BYTES = 1e12'],
  ]);
  try {
    const only = 'a poller that does not poll';
    const unread = await sendReaders({ readers: 10, seconds: 6, root: copy.path, only });
    const isFound = unread.some(({ bytesEach }) => bytesEach > mostEach);
    return isFound ? [] : ['queues have no end'];
  } finally {
    copy.remove();
  }
}

function plantedLines(changes: readonly (readonly [from: string, to: string])[]) {
  const copy = plantedCopy();
  copy.plant('server/sockets/lines.ts', (text) =>
    changes.reduce((before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`nothing to plant for: ${from}`);
      return before.replace(from, to);
    }, text),
  );
  return copy;
}
