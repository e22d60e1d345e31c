import { expect, test } from 'vitest';
import { caretAfter, digitsOf, grouped } from '../../../client/pages/landing/code-field.ts';

test.each([
  ['482917', '482917'],
  ['482 917', '482917'],
  [' 482-917 ', '482917'],
  ['４８２９１７', '482917'],
  ['http://192.168.0.7:3000/play/482917?k=a1b2', '482917'],
  ['no digits', ''],
  ['1234567890123456', '123456789012'],
])('%j holds the digits %s', (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});

test('digits stand in groups of three', () => {
  expect(grouped('48')).toBe('48');
  expect(grouped('482')).toBe('482');
  expect(grouped('4829')).toBe('482 9');
  expect(grouped('482917')).toBe('482 917');
  expect(grouped('4829171')).toBe('482 9171');
  expect(grouped('48291712')).toBe('482 917 12');
  expect(grouped('4829171234')).toBe('482 917 1234');
});

test('the caret keeps its place among the digits', () => {
  expect(caretAfter('482917', 3)).toBe(3);
  expect(caretAfter('482917', 4)).toBe(5);
  expect(caretAfter('482917', 6)).toBe(7);
  expect(caretAfter('4829171', 7)).toBe(8);
});
