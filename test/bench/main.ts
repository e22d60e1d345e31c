// `npm run bench`: how long things take, each beside the least it could take in the same run.
// `npm run bench -- PART …` runs the named parts only, `--json` prints JSON. Exit code 1: a goal is missed; 2: no such part.
import { parseArgs } from 'node:util';
import { tableOf } from '../support/table.ts';
import { chain } from './chain.ts';
import { inference } from './inference.ts';
import type { Measurement, Part } from './measurement.ts';
import { projector } from './projector.ts';
import { round } from './round.ts';

const parts: Readonly<Record<string, Part>> = { inference, round, chain, projector };

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const known = Object.keys(parts).join(', ');
  let asked: { values: { json?: boolean }; positionals: string[] };
  try {
    asked = parseArgs({ args: words, options: { json: { type: 'boolean' } }, allowPositionals: true });
  } catch {
    console.error(`usage: npm run bench -- [--json] [PART …], parts: ${known}`);
    return 2;
  }
  const named = asked.positionals.length > 0 ? asked.positionals : Object.keys(parts);
  const unknown = named.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    console.error(`no such part: ${unknown.join(', ')} (parts: ${known})`);
    return 2;
  }
  const results = [];
  // One after the other: two at once would measure each other.
  for (const name of named) {
    for (const measurement of (await parts[name]?.()) ?? []) results.push({ part: name, ...measurement });
  }
  const finished = results.map((one) => ({ ...one, ratio: one.ours / one.floor, met: one.ours <= one.goal }));
  console.log(asked.values.json ? JSON.stringify(finished, null, 2) : table(finished));
  return finished.every(({ met }) => met) ? 0 : 1;
}

type Finished = Measurement & { readonly part: string; readonly ratio: number; readonly met: boolean };

function table(finished: readonly Finished[]): string {
  const numbers = ['floor', 'ours', 'ratio', 'goal'];
  const head = ['part', 'what', ...numbers, 'unit', 'verdict', 'note'];
  const rows = finished.map(({ part, what, floor, ours, ratio, goal, unit, met, note = '' }) => {
    const shown = [floor, ours, ratio, goal].map((value) => Number(value.toPrecision(3)).toString());
    return [part, what, ...shown, unit, met ? 'met' : 'missed', note];
  });
  return tableOf(head, rows, new Set(numbers));
}
