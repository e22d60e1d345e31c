import { expect, test } from 'vitest';
import { faultCode } from '../../../client/pages/shell/fault-code.ts';

test('the same fault has the same four letters, easy to tell apart when read aloud', () => {
  const code = faultCode(new TypeError('x is not a function'));
  expect(code).toMatch(/^[ACDEFHJKLMNPRTUVWXY]{4}$/);
  expect(faultCode(new TypeError('x is not a function'))).toBe(code);
  expect(faultCode(new TypeError('y is not a function'))).not.toBe(code);
  expect(faultCode('text')).toMatch(/^[A-Y]{4}$/);
});
