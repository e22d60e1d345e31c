// `node test/simulation/main.ts --seed 17 [--trace]` replays one class; `--seeds 1..1000` many, `--json` for programs.
import './world/hooks.ts';
import { parseArgs } from 'node:util';

const { simulate } = await import('./simulate.ts');
const { installGlobals } = await import('./world/globals.ts');

process.exitCode = await main();

async function main(): Promise<number> {
  const options = {
    seed: { type: 'string' },
    seeds: { type: 'string' },
    trace: { type: 'boolean' },
    json: { type: 'boolean' },
    /** Stops at the first seed that breaks something. */
    first: { type: 'boolean' },
  } as const;
  const { values } = parseArgs({ options });
  const range = /^(\d+)\.\.(\d+)$/.exec(values.seeds ?? `${values.seed}..${values.seed}`);
  if (range === null) {
    console.error('usage: node test/simulation/main.ts --seed N [--trace] | --seeds A..B [--first] [--json]');
    return 2;
  }
  installGlobals();
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  let broken = 0;
  for (let seed = Number(range[1]); seed <= Number(range[2]); seed += 1) {
    const outcome = await simulate(seed, values.trace ? write : null);
    if (outcome.violations.length > 0) broken += 1;
    if (values.json) write(JSON.stringify(outcome));
    else if (outcome.violations.length > 0 || values.seed !== undefined) {
      const { digest, acknowledged, crashes } = outcome;
      write(`seed ${seed}: ${acknowledged} acknowledged, ${crashes} crashes, trace ${digest}`);
      for (const { invariant, what } of outcome.violations.slice(0, 3)) {
        write(`   ${invariant}: ${what.slice(0, 300)}`);
      }
    }
    if (broken > 0 && values.first) break;
  }
  return broken === 0 ? 0 : 1;
}
