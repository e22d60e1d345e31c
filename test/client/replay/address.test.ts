import { describe, expect, test } from 'vitest';
import { readMoment, writeMoment } from '../../../client/pages/replay/address.ts';

describe('a link to a moment', () => {
  test('says round and players', () => {
    expect(readMoment('?round=5&player=a&player=b')).toEqual({ round: 5, players: ['a', 'b'] });
  });

  test('leaves the choice to the page where it says nothing', () => {
    expect(readMoment('')).toEqual({ round: null, players: null });
  });

  test.each(['?round=', '?round=-1', '?round=5.5', '?round=1e9', '?round=five'])(
    '%s is no round',
    (search) => {
      expect(readMoment(search).round).toBeNull();
    },
  );

  test('keeps what else stands in the address', () => {
    expect(writeMoment('?lang=en&round=2', { round: 7, players: null })).toBe('?lang=en&round=7');
  });

  test.each([
    { round: 0, players: null },
    { round: 12, players: ['p 1', '한&글'] },
    { round: 3, players: [] },
  ])('comes back as it was written: %j', (moment) => {
    expect(readMoment(writeMoment('', moment))).toEqual(moment);
  });
});
