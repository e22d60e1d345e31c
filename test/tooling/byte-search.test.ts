import { expect, test } from 'vitest';
import { hits } from '../support/byte-search.ts';

const name = '가나 김👩‍🚀';

test.each([
  ['UTF-8', Buffer.from(`x${name}x`)],
  ['UTF-16, little end first', Buffer.from(`x${name}x`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`x${name}x`, 'utf16le').swap16()],
  ['escaped in JSON', Buffer.from(String.raw`"\uac00\ub098 \uae40\ud83d\udc69\u200d\ud83d\ude80"`)],
  ['percent-encoded', Buffer.from(`?name=${encodeURIComponent(name)}&`)],
  ['percent-encoded in small letters', Buffer.from(encodeURIComponent(name).toLowerCase())],
  ['decomposed', Buffer.from(name.normalize('NFD'))],
  ['decomposed and percent-encoded', Buffer.from(encodeURIComponent(name.normalize('NFD')))],
  ['decomposed, UTF-16', Buffer.from(name.normalize('NFD'), 'utf16le')],
])('a name is found in %s', (_, place) => {
  expect(hits([place], [name])).toBe(1);
  expect(hits([place], ['가나 박'])).toBe(0);
});

test('plain letters are found once, however many encodings leave them alone', () => {
  expect(hits([Buffer.from('Zqabc Zqabc')], ['Zqabc'])).toBe(2);
});
