import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Measured, measure, ShapeError, sectionNames } from '../../accuracy/measure.ts';
import { run } from '../../support/run.ts';
import { reference } from './reference.ts';

const verdictOf = (measured: readonly Measured[], section: string) =>
  measured.find((one) => one.section === section)?.verdict;

const accuracy = (...words: string[]) => run('test/accuracy/main.ts', words);

/** Runs the program on another file. */
async function accuracyOf(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'accuracy-'));
  try {
    const file = join(folder, 'vectors.json');
    writeFileSync(file, content);
    return await accuracy('--vectors', file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every broken number moved by a part in a hundred thousand. */
const moved = (vectors: unknown): unknown =>
  JSON.parse(JSON.stringify(vectors), (_, value) =>
    typeof value === 'number' && !Number.isInteger(value) ? value * (1 + 1e-5) : value,
  );

describe('the accuracy check', () => {
  test('I8 covers every section of the reference vectors', () => {
    expect([...sectionNames].sort()).toEqual(
      Object.keys(reference)
        .filter((name) => name !== 'meta')
        .sort(),
    );
    expect(measure(reference).map(({ verdict }) => verdict)).toEqual(sectionNames.map(() => 'ok'));
  });

  test.each(sectionNames)('I8 sees that %s is off', (section) => {
    expect(verdictOf(measure({ [section]: moved(reference[section]) }), section)).toBe('falls short');
  });

  test('I8 names what it does not cover and what is missing, without calling it wrong', () => {
    const measured = measure({ lgamma: reference.lgamma, zeta: [{ x: 2, value: 1.6449 }], eta: 3 });
    expect(verdictOf(measured, 'lgamma')).toBe('ok');
    expect(verdictOf(measured, 'zeta')).toBe('not covered');
    expect(verdictOf(measured, 'eta')).toBe('not covered');
    expect(verdictOf(measured, 'digamma')).toBe('0 cases');
  });

  test('I8 counts a refused vector as missed', () => {
    expect(verdictOf(measure({ lgamma: [{ x: -1, value: 0 }] }), 'lgamma')).toBe('falls short');
  });

  test.each([[[]], ['lgamma'], [null], [{}], [{ zeta: [] }], [{ lgamma: 3 }], [{ lgamma: [{ x: '1' }] }]])(
    'I8 refuses %j as no vectors at all',
    (vectors) => {
      expect(() => measure(vectors)).toThrow(ShapeError);
    },
  );

  test('I8 as a program: 0 when all is well', async () => {
    const { code, stdout, stderr } = await accuracy();
    expect([code, stderr]).toEqual([0, '']);
    for (const section of sectionNames) expect(stdout).toMatch(new RegExp(`^${section} +\\d+ .*ok$`, 'm'));
    expect(stdout).toContain('0 of 32 sections fall short');
  });

  test('I8 as a program: 1 when something falls short', async () => {
    const { code, stdout } = await accuracyOf(
      JSON.stringify({ ...reference, kl_beta: moved(reference.kl_beta) }),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^kl_beta .*falls short$/m);
    expect(stdout).toContain('1 of 32 sections fall short');
  });

  test.each(['not JSON\nat all', '[1, 2]', '{"kl_beta": [{"q": [1, 1]}]}'])(
    'I8 as a program: one line and 2 for %j',
    async (content) => {
      const { code, stdout, stderr } = await accuracyOf(content);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    },
  );

  test('I8 as a program: one line and 2 for a missing file and an unknown word', async () => {
    for (const words of [
      ['--vectors', join(tmpdir(), 'no-such-file.json')],
      ['--vector', 'x'],
      ['--vectors'],
    ]) {
      const { code, stderr } = await accuracy(...words);
      expect(code).toBe(2);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });
});
