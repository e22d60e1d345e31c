// `npm run accuracy`: our functions against reference vectors made elsewhere with 60 digits.
// `npm run accuracy -- --vectors FILE` takes another file of the same shape. Exit code 1: something falls short;
// 2: the file cannot be read as vectors.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tableOf } from '../support/table.ts';
import { errorOf } from './comparison.ts';
import { type Measured, measure, ShapeError } from './measure.ts';

const own = new URL('../fixtures/inference-reference.json', import.meta.url);

process.exitCode = main(process.argv.slice(2));

function main(words: string[]): number {
  let file: string | undefined;
  try {
    file = parseArgs({ args: words, options: { vectors: { type: 'string' } } }).values.vectors;
  } catch {
    return refuse('usage: npm run accuracy -- [--vectors FILE]');
  }
  try {
    return report(measure(JSON.parse(readFileSync(file ?? own, 'utf8'))));
  } catch (refusal) {
    if (refusal instanceof ShapeError) return refuse(`${file} holds no such vectors: ${refusal.message}`);
    if (refusal instanceof SyntaxError) return refuse(`${file} is not JSON: ${refusal.message}`);
    if (refusal instanceof Error && 'code' in refusal)
      return refuse(`${file} cannot be read: ${refusal.code}`);
    throw refusal;
  }
}

function report(measured: readonly Measured[]): number {
  const rows = measured.map(({ section, cases, worst, verdict }) => [
    section,
    `${cases}`,
    worst === undefined ? '' : errorOf(worst).toExponential(1),
    worst === undefined ? '' : worst.tolerance.toExponential(),
    verdict,
  ]);
  const head = ['section', 'cases', 'worst relative error', 'tolerance', 'verdict'];
  console.log(tableOf(head, rows, new Set(['cases', 'worst relative error', 'tolerance'])));
  const short = measured.filter(({ verdict }) => verdict === 'falls short');
  for (const { section, worst } of short) {
    console.log(`${section}: ${worst?.what} is ${worst?.actual}, should be ${worst?.expected}`);
  }
  const cases = measured.reduce((sum, one) => sum + (one.verdict === 'not covered' ? 0 : one.cases), 0);
  console.log(`${cases} cases, ${short.length} of ${measured.length} sections fall short`);
  return short.length === 0 ? 0 : 1;
}

function refuse(why: string): number {
  console.error(why.replaceAll('\n', ' '));
  return 2;
}
