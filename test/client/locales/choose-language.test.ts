import { describe, expect, test } from 'vitest';
import { chooseLanguage } from '../../../client/locales/choose-language.ts';

const nothing = { search: '', stored: null, room: null, preferred: [] };

describe('language of the page', () => {
  test('the address wins over everything', () => {
    expect(chooseLanguage({ search: '?lang=en', stored: 'ko', room: 'ko', preferred: ['ko-KR'] })).toBe('en');
  });

  test('an earlier choice wins over the room, the room over the device', () => {
    expect(chooseLanguage({ ...nothing, stored: 'en', room: 'ko', preferred: ['ko'] })).toBe('en');
    expect(chooseLanguage({ ...nothing, room: 'en', preferred: ['ko'] })).toBe('en');
  });

  test('the device decides by its first language we speak', () => {
    expect(chooseLanguage({ ...nothing, preferred: ['fr-FR', 'en-GB', 'ko'] })).toBe('en');
  });

  test('an unknown word anywhere is passed over; Korean where nobody knows', () => {
    expect(chooseLanguage({ search: '?lang=xx', stored: 'tlh', room: null, preferred: ['fr'] })).toBe('ko');
  });
});
