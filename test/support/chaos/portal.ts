/** What a Wi-Fi that wants a sign-in says to every request. */
export type Portal = 'html' | 'redirect' | '511';

const page = '<!doctype html><html><body><h1>Welcome to Free Wi-Fi</h1><form>Sign in</form></body></html>';
const heads: Readonly<Record<Portal, string>> = {
  html: 'HTTP/1.1 200 OK\r\nContent-Type: text/html',
  redirect: 'HTTP/1.1 302 Found\r\nLocation: http://login.portal.test/\r\nContent-Type: text/html',
  '511': 'HTTP/1.1 511 Network Authentication Required\r\nContent-Type: text/html',
};

export function portalAnswer(portal: Portal): string {
  return `${heads[portal]}\r\nContent-Length: ${page.length}\r\nConnection: close\r\n\r\n${page}`;
}

export const forbidden =
  'HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 7\r\nConnection: close\r\n\r\nblocked';
