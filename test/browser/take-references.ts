// `npm run references`: photographs the screens that are held against their pictures, and keeps how they look now.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { top } from '../support/run.ts';
import { screenGroups } from './screen-groups.ts';

const groups = screenGroups.filter(({ held }) => held).map(({ group }) => group);
const only = ['-t', `every ((${groups.join('|')}) screen|gallery entry)`];
const files = ['screens', 'gallery'].map((name) => `test/browser/${name}.test.ts`);
const vitest = join(top, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...files, ...only], {
  cwd: top,
  env: { ...process.env, TAKE_REFERENCES: 'yes' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
