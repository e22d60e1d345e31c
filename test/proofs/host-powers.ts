import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../server/http/support.ts';
import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import { askEverything } from './authority/matrix.ts';
import { count, type Proof, type Verdict } from './proof.ts';

/** Rules that are loosened in a copy, each in one place. */
const planted: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
  [
    'a host needs no key',
    'server/sockets/seats.ts',
    'if (!found.ok || isHost) return found;',
    'return found;',
  ],
  [
    'a removed seat comes back',
    'server/seat-desk.ts',
    "if (out === 'removed') return refuse('seat/removed');",
    '',
  ],
  [
    'a bet is taken at any time',
    'shared/room/decide-seat.ts',
    "if (open.phase !== 'bet') return refuse('phase/not-now');",
    '',
  ],
  ['anybody deletes a room', 'server/http/rooms.ts', ' && service.isHost(room, bearerOf(request))', ''],
];

export const hostPowers: Proof = {
  id: 'P14',
  promise: 'what moves a room is done by its host and nobody else, a seat speaks for itself alone',
  async prove(): Promise<Verdict> {
    const asked = await askEverything();
    const password = await askWithPassword();
    const missed = await plantedMissed();
    return {
      figures: [
        `${count(asked.cells + password.cells)} cells of role × event × phase × namespace × transport and HTTP`,
        `${asked.usurped} actions without the right`,
        `${planted.length - missed.length} of ${planted.length} loosened rules found`,
      ].join('; '),
      broken: [
        ...[...asked.faults, ...password.faults].slice(0, 20),
        ...missed.map((what) => `not found although planted: ${what}`),
      ],
      late: [],
    };
  },
};

/** Rooms are opened with the school's password and with no other, and who guesses is slowed down. */
async function askWithPassword(): Promise<{ readonly cells: number; readonly faults: readonly string[] }> {
  const server = await startServer({ config: { hostPassword: 'oven-17' } });
  const faults: string[] = [];
  const wanted: readonly (readonly [unknown, number])[] = [
    [{}, 403],
    [{ hostPassword: '' }, 403],
    [{ hostPassword: 'oven' }, 403],
    [{ hostPassword: 'OVEN-17' }, 403],
    [{ hostPassword: ['oven-17'] }, 400],
    [{ hostPassword: 'oven-17' }, 201],
  ];
  for (const [body, status] of wanted) {
    const answer = await server.post('/api/rooms', body);
    if (answer.status !== status) faults.push(`POST ${JSON.stringify(body)} answered ${answer.status}`);
  }
  for (let k = 0; k < 20; k += 1) await server.post('/api/rooms', { hostPassword: `guess ${k}` });
  const slowed = await server.post('/api/rooms', { hostPassword: 'guess' });
  if (slowed.status !== 429) faults.push(`the 24th wrong password answered ${slowed.status}`);
  await server.stop();
  return { cells: wanted.length + 1, faults };
}

async function plantedMissed(): Promise<readonly string[]> {
  const missed: string[] = [];
  for (const [what, file, from, to] of planted) {
    const copy = plantedCopy();
    try {
      cpSync(join(top, 'test'), join(copy.path, 'test'), { recursive: true });
      copy.plant(file, (text) => {
        if (!text.includes(from)) throw new Error(`nothing to plant for: ${what}`);
        return text.replace(from, to);
      });
      if ((await faultsIn(copy.path)) === 0) missed.push(what);
    } finally {
      copy.remove();
    }
  }
  return missed;
}

const script = `
const { askEverything } = await import('./test/proofs/authority/matrix.ts');
const { faults } = await askEverything({ phases: ['results'], transports: ['websocket'] });
console.log(faults.length);
process.exit();
`;

/** A part of the matrix, asked of the copy by the copy. */
function faultsIn(path: string): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: path,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      const found = Number(said.trim().split('\n').at(-1));
      if (code === 0 && Number.isInteger(found)) resolve(found);
      else reject(new Error(`the copy could not be asked: ${code}`));
    });
  });
}
