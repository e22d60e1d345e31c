import { beforeAll, describe, expect, test } from 'vitest';
import { type PlantedCopy, plantedCopy } from '../support/planted-copy.ts';
import { run } from '../support/run.ts';

interface Violation {
  readonly wall: string;
  readonly file: string;
  /** Lines to add, or a change of the whole text. */
  readonly lines: string | ((text: string) => string);
  /** What the tool says to it. */
  readonly says: string;
}

/** An import that a wall forbids; the file gets a name of its own unless the wall is about one file. */
function crossing(from: string, specifier: string, says: string): Violation {
  const file = from.endsWith('/') ? `${from}planted-${specifier.replace(/[^a-z]+/g, '-')}.ts` : from;
  return { wall: `${from} imports ${specifier}`, file, lines: `import '${specifier}';`, says };
}

/** A view that is handed more of a room than is open to everybody. */
function leak(view: string, module: string, argument: string, type: string): Violation {
  const file = `shared/views/planted-${module}-${type.toLowerCase()}.ts`;
  const lines = `import type { RoomState } from '../room/state.ts';
import { ${view} } from './${module}.ts';
export const leak = (state: RoomState): Parameters<typeof ${view}>[0] => ${argument};`;
  return { wall: `${view}(${argument})`, file, lines, says: `Type '${type}' is missing` };
}

const meetInShared = 'Server and client meet only in shared';
const typesOnly = 'write `import type`';

const linted: readonly Violation[] = [
  crossing('shared/inference/', '../room/state.ts', 'Inference is mathematics'),
  crossing('shared/inference/', 'valibot', 'Inference is mathematics'),
  crossing('shared/inference/', '../fairness/commitment.ts', typesOnly),
  crossing('shared/fairness/', '../room/events.ts', 'Fairness is what an outsider verifies'),
  crossing('shared/fairness/', '../inference/scoring.ts', typesOnly),
  crossing('shared/labs/', '../room/state.ts', 'A lab is one game'),
  crossing('shared/labs/', '../views/player.ts', 'A lab is one game'),
  crossing('shared/room/', '../views/player.ts', 'The room decides and folds'),
  crossing('shared/room/', '../protocol.ts', 'The room decides and folds'),
  crossing('shared/room/', '../inference/elbo.ts', 'The room decides and folds'),
  crossing('shared/views/', '../room/decide.ts', 'A view shows a state'),
  crossing('shared/views/', '../inference/elbo.ts', 'A view shows a state'),
  crossing('shared/views/', '../room/state.ts', typesOnly),
  crossing('shared/protocol.ts', './room/decide.ts', typesOnly),
  crossing('shared/protocol.ts', 'express', 'The protocol holds wire types'),
  crossing('shared/errors.ts', './room/state.ts', 'known to every room'),
  crossing('shared/room/', '../../server/config.ts', 'The room decides and folds'),
  crossing('shared/views/', '../../client/connection.ts', 'A view shows a state'),
  crossing('shared/story/', '../../server/config.ts', 'The built-in story'),
  crossing('server/store/', '../sockets/player.ts', 'A store keeps facts'),
  crossing('server/store/', '../../shared/views/player.ts', 'A store keeps facts'),
  crossing('server/store/', 'express', 'A store keeps facts'),
  crossing('server/room-service.ts', 'socket.io', 'The room service is asked by any transport'),
  crossing('server/room-service.ts', 'express', 'The room service is asked by any transport'),
  crossing('server/room-service.ts', './store/sqlite.ts', 'The room service is asked by any transport'),
  crossing('server/sockets/', '../store/event-store.ts', 'A socket hands commands to the room service'),
  crossing('server/sockets/', '../../shared/views/player.ts', 'A socket hands commands to the room service'),
  crossing('server/fan-out.ts', '../shared/room/decide.ts', 'it decides nothing'),
  crossing('server/fan-out.ts', './store/sqlite.ts', 'it decides nothing'),
  crossing('server/fan-out/', '../../shared/room/decide.ts', 'it decides nothing'),
  crossing('server/http/', '../store/sqlite.ts', 'Which store is used is settled in main alone'),
  crossing('server/http/', '../../client/connection.ts', meetInShared),
  crossing('server/', '../test/support/run.ts', 'Nothing that ships may lean on the tests'),
  crossing('client/charts/', '../connection.ts', 'Charts and art are handed data'),
  crossing('client/charts/', '../../shared/inference/elbo.ts', typesOnly),
  crossing('client/art/', '../locales/ko.ts', 'Charts and art are handed data'),
  crossing('client/art/', '../pages/live-queue.ts', 'Charts and art are handed data'),
  crossing('client/pages/player/', '../../../shared/room/decide.ts', 'Only the practice page plays'),
  crossing('client/pages/practice/', '../../../server/room-service.ts', meetInShared),
  crossing('client/', '../server/config.ts', meetInShared),
  {
    wall: 'rooms that import each other in a circle',
    file: 'shared/room/planted-circle-a.ts',
    lines: "import { b } from './planted-circle-b.ts';\nexport const a = (): unknown => b;",
    says: 'cycle',
  },
  {
    wall: 'the other half of the circle',
    file: 'shared/room/planted-circle-b.ts',
    lines: "import { a } from './planted-circle-a.ts';\nexport const b = (): unknown => a;",
    says: 'cycle',
  },
  {
    wall: 'a clock in shared, read',
    file: 'shared/room/planted-now.ts',
    lines: 'export const now = Date.now();',
    says: 'Shared has no clock',
  },
  {
    wall: 'a clock in shared, constructed',
    file: 'shared/views/planted-date.ts',
    lines: 'export const now = new Date();',
    says: 'Shared has no clock',
  },
  {
    wall: 'a clock in shared, by the back door',
    file: 'shared/labs/planted-global.ts',
    lines: 'export const now = globalThis.Date;',
    says: 'Shared has no surroundings',
  },
  {
    wall: 'chance in shared, called',
    file: 'shared/inference/planted-random.ts',
    lines: 'export const chance = Math.random();',
    says: 'Shared has no chance',
  },
  {
    wall: 'chance in shared, taken apart',
    file: 'shared/fairness/planted-random.ts',
    lines: 'export const { random } = Math;',
    says: 'Shared has no chance',
  },
  {
    wall: 'a default export',
    file: 'shared/labs/planted-default.ts',
    lines: 'export default 1;',
    says: 'default export',
  },
  {
    wall: 'a barrel',
    file: 'client/charts/planted-barrel.ts',
    lines: "export * from './mix-bar.tsx';",
    says: 'barrel',
  },
  {
    wall: 'a promise that nobody waits for',
    file: 'server/planted-promise.ts',
    lines: 'const later = async (): Promise<void> => {};\nexport const go = () => {\n  later();\n};',
    says: 'floating',
  },
  {
    wall: 'a file that is too long to read',
    file: 'server/planted-length.ts',
    lines: Array.from({ length: 301 }, (_, line) => `export const line${line} = ${line};`).join('\n'),
    says: 'too many lines',
  },
  {
    wall: 'a file name in camel case',
    file: 'server/plantedName.ts',
    lines: 'export const one = 1;',
    says: 'kebab-case',
  },
  {
    wall: 'the console on a page',
    file: 'client/pages/planted-console.ts',
    lines: "console.log('here');",
    says: 'console',
  },
  {
    wall: 'a picture without words for those who cannot see it',
    file: 'client/pages/planted-picture.tsx',
    lines: 'export const picture = <img src="tin.svg" />;',
    says: 'alt',
  },
];

const compiled: readonly Violation[] = [
  {
    wall: 'shared imports the server',
    file: 'shared/room/planted-server.ts',
    lines: "export type { Config } from '../../server/config.ts';",
    says: 'is not under',
  },
  {
    wall: 'the server imports the client',
    file: 'server/planted-client.ts',
    lines: "export type { words } from '../client/locales/ko.ts';",
    says: 'is not listed within the file list',
  },
  {
    wall: 'the client imports the server',
    file: 'client/planted-server.ts',
    lines: "export type { Config } from '../server/config.ts';",
    says: 'is not listed within the file list',
  },
  {
    wall: 'shared waits',
    file: 'shared/room/planted-timer.ts',
    lines: 'setTimeout(() => undefined, 1);',
    says: "Cannot find name 'setTimeout'",
  },
  {
    wall: 'shared reads the process',
    file: 'shared/room/planted-process.ts',
    lines: 'export const port = process.env;',
    says: "Cannot find name 'process'",
  },
  {
    wall: 'shared fetches',
    file: 'shared/room/planted-fetch.ts',
    lines: "export const page = fetch('/');",
    says: "Cannot find name 'fetch'",
  },
  {
    wall: 'shared touches the document',
    file: 'shared/views/planted-document.ts',
    lines: 'export const title = document.title;',
    says: "Cannot find name 'document'",
  },
  leak('displayView', 'display', 'state.hidden', 'HiddenState'),
  leak('displayView', 'display', 'state', 'RoomState'),
  leak('hostView', 'host', 'state.hidden', 'HiddenState'),
  leak('playerView', 'player', 'state.hidden', 'HiddenState'),
  leak('replayOf', 'replay', 'state.hidden', 'HiddenState'),
  {
    wall: 'English lacks a word that Korean has',
    file: 'client/locales/en.ts',
    lines: (text) => text.replace(/^ {2}'app\.name'.*\n/m, ''),
    says: `Property '"app.name"' is missing`,
  },
];

/** What Biome's rules say, one text per file. */
async function lint(copy: PlantedCopy): Promise<ReadonlyMap<string, string>> {
  const words = ['lint', '--colors=off', '--diagnostic-level=error', '--max-diagnostics=none'];
  const biome = 'node_modules/@biomejs/biome/bin/biome';
  const { stderr } = await run(biome, [...words, 'shared', 'server', 'client'], copy.path);
  return byFile(stderr, /^(?<file>\S+?\.tsx?)(?::\d+:\d+)? .*━$/);
}

/** What the compiler says to the three projects, one text per file. */
async function compile(copy: PlantedCopy): Promise<ReadonlyMap<string, string>> {
  const words = ['-b', '--pretty', 'false', 'shared', 'server', 'client'];
  const { stdout } = await run('node_modules/typescript/bin/tsc', words, copy.path);
  return byFile(stdout, /^(?<file>\S+?\.tsx?)\(\d+,\d+\): /);
}

/** Cuts a tool's report at the lines that name a file. */
function byFile(report: string, heading: RegExp): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let current = '';
  for (const line of report.split('\n')) {
    current = heading.exec(line)?.groups?.file?.replaceAll('\\', '/') ?? current;
    if (current) texts.set(current, `${texts.get(current) ?? ''}${line}\n`);
  }
  return texts;
}

/** What a tool says to the tree as it is, and to the same tree with every violation planted. */
async function seen(tool: typeof lint, violations: readonly Violation[]) {
  const copy = plantedCopy();
  try {
    const clean = await tool(copy);
    for (const { file, lines } of violations) copy.plant(file, lines);
    return { clean, planted: await tool(copy) };
  } finally {
    copy.remove();
  }
}

describe.each([
  { name: 'the linter', tool: lint, violations: linted },
  { name: 'the compiler', tool: compile, violations: compiled },
])('walls kept by $name', ({ tool, violations }) => {
  let report: Awaited<ReturnType<typeof seen>>;

  beforeAll(async () => {
    report = await seen(tool, violations);
  });

  test('the tree as it is passes', () => {
    expect(Object.fromEntries(report.clean)).toEqual({});
  });

  test.each(violations)('refused: $wall', ({ file, says }) => {
    expect(report.planted.get(file) ?? '').toContain(says);
  });
});
