// `npm run prove`: one line a promise, `P1 ok …` or `P1 falls short …`. `npm run prove -- P1 P6` proves the named ones,
// `--full` in their full sizes, `--json` prints JSON. Exit code 1: a promise falls short; 2: no such promise.
import { parseArgs } from 'node:util';
import type { Size } from './proof.ts';
import { proofs } from './registry.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const known = proofs.map(({ id, name }) => (name === undefined ? id : `${id} (${name})`)).join(', ');
  let asked: { values: { full?: boolean; json?: boolean }; positionals: string[] };
  try {
    const options = { full: { type: 'boolean' }, json: { type: 'boolean' } } as const;
    asked = parseArgs({ args: words, options, allowPositionals: true });
  } catch {
    console.error(`usage: npm run prove -- [--full] [--json] [P1 …], promises: ${known}`);
    return 2;
  }
  const { values, positionals } = asked;
  const unknown = positionals.filter((word) => !proofs.some(({ id, name }) => id === word || name === word));
  if (unknown.length > 0) {
    console.error(`no such promise: ${unknown.join(', ')} (promises: ${known})`);
    return 2;
  }
  const size: Size = values.full ? 'full' : 'ci';
  const results = [];
  // One after the other: two at once would measure each other.
  for (const { id, name = id, promise, prove } of proofs) {
    if (positionals.length > 0 && !positionals.includes(id) && !positionals.includes(name)) continue;
    const begun = performance.now();
    const verdict = await prove(size);
    const seconds = Number(((performance.now() - begun) / 1000).toFixed(1));
    const short = [...verdict.broken, ...verdict.late];
    results.push({ id, promise, size, ok: short.length === 0, ...verdict, seconds });
    if (values.json) continue;
    console.log(`${id} ${short.length === 0 ? 'ok' : 'falls short'} ${verdict.figures} (${seconds} s)`);
    for (const sentence of short) console.log(`   ${sentence}`);
  }
  if (values.json) console.log(JSON.stringify(results, null, 2));
  return results.every(({ ok }) => ok) ? 0 : 1;
}
