import { plantedCopy } from '../support/planted-copy.ts';
import { fuzz } from './hostile/fuzz.ts';
import { raid } from './hostile/raids.ts';
import { HostileStage } from './hostile/stage.ts';
import { type Raided, raidTable } from './hostile/table.ts';
import { count, type Proof, type Size, type Verdict } from './proof.ts';

const fuzzedFrames: Readonly<Record<Size, number>> = { ci: 100_000, full: 1_000_000 };
/** The list of hostile inputs, as far as one connection can send them. */
const listed = [...range(1, 15), ...[18, 20, 21], ...range(22, 33), ...range(36, 47), ...range(48, 59)];
/** Where every change is proven chance decides nothing; in full other frames are tried each time. */
const steadySeed = 20_261_126;
/** Faults of a server that trusts what it is sent, and the text that makes each. */
const planted: readonly (readonly [what: string, from: string, to: string])[] = [
  [
    'an acknowledgement is called whatever it is',
    "if (typeof last === 'function') last(answer)",
    '(last as typeof reply)(answer)',
  ],
  ['a payload is not decoded', 'decode(schema, raw)', 'raw as InferOutput<S> | undefined'],
];

export const hostileInput: Proof = {
  id: 'P6',
  promise: 'malformed input never stops a lesson, its own or another',
  async prove(size): Promise<Verdict> {
    const seed = size === 'full' ? Math.floor(Math.random() * 2 ** 31) : steadySeed;
    const stage = await HostileStage.open({ env: { MAX_ROOMS: '100000' } });
    try {
      const table = await raidTable(stage);
      const raids = await raid(stage);
      const fuzzed = await fuzz(stage, seed, fuzzedFrames[size]);
      const missed = await plantedMissed();
      const met = new Set([...table.numbers, ...raids.numbers]);
      const unmet = listed.filter((number) => !met.has(number));
      return {
        figures: [
          `${count(table.cells + raids.cells)} hostile inputs at their places (${met.size} of the list)`,
          `${count(fuzzed.frames)} fuzzed frames on ${count(fuzzed.connections)} connections from seed ${seed}`,
          `${count(table.faults.length + raids.faults.length + fuzzed.faults.length)} faults`,
          `${planted.length - missed.length} of ${planted.length} planted faults found`,
        ].join('; '),
        broken: [
          ...few([...table.faults, ...raids.faults, ...fuzzed.faults]),
          ...unmet.map((number) => `hostile input ${number} is on the list and was not tried`),
          ...missed.map((what) => `not found although planted: ${what}`),
        ],
        late: [],
      };
    } finally {
      await stage.close();
    }
  },
};

/** Plants each fault in a copy of the server, where a part of the table has to find it. */
async function plantedMissed(): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const [what, from, to] of planted) {
    const copy = plantedCopy();
    copy.plant('server/sockets/guard.ts', (text) => {
      if (!text.includes(from)) throw new Error(`nothing to plant for: ${what}`);
      return text.replace(from, to);
    });
    const stage = await HostileStage.open({ root: copy.path });
    try {
      const { faults } = await foundBy(stage);
      if (faults.length === 0) missed.push(what);
    } finally {
      await stage.close();
      copy.remove();
    }
  }
  return missed;
}

/** A server that stopped answers nothing more, which is a find too. */
function foundBy(stage: HostileStage): Promise<Pick<Raided, 'faults'>> {
  return raidTable(stage, { phases: ['guessing'], transports: ['websocket'] }).catch((error: unknown) => ({
    faults: [String(error)],
  }));
}

function few(faults: readonly string[]): readonly string[] {
  const most = 12;
  return faults.length <= most ? faults : [...faults.slice(0, most), `and ${faults.length - most} more`];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
