import { describe, expect, test } from 'vitest';
import { csvCell, inert } from '../../../server/http/csv.ts';

describe('CSV cells', () => {
  test.each(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])(
    'a cell that begins with %j is text',
    (first) => {
      expect(inert(`${first}HYPERLINK("x")`)).toBe(`'${first}HYPERLINK("x")`);
    },
  );

  test('other cells stay as they are', () => {
    for (const text of ['', '미나', "'x", 'a=b', '1+1', '초코-맛']) expect(inert(text)).toBe(text);
  });

  test('separators, quotes, line ends and outer spaces are quoted', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('a"b')).toBe('"a""b"');
    expect(csvCell('a\r\nb')).toBe('"a\r\nb"');
    expect(csvCell(' a')).toBe('" a"');
    expect(csvCell('=a,b')).toBe(`"'=a,b"`);
  });

  test('numbers are bare, nothing is empty', () => {
    expect(csvCell(-0)).toBe('0');
    expect(csvCell(0.1)).toBe('0.1');
    expect(csvCell(null)).toBe('');
  });
});
