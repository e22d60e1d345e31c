import { protocolVersion } from '../../../../shared/protocol-version.ts';
import type { AttackedRoom } from '../stage.ts';
import type { Namespace } from './aim.ts';

export interface HostileAuth {
  readonly number: number;
  readonly what: string;
  readonly on?: readonly Namespace[];
  json(room: AttackedRoom): string;
}

const withToken = (what: string, change: (token: string) => unknown): HostileAuth => ({
  number: 20,
  what: `a token ${what}`,
  on: ['/player'],
  json: ({ code, tokens }) =>
    JSON.stringify({ room: code, protocol: protocolVersion, token: change(tokens.websocket) }),
});

const withHostToken = (what: string, change: (token: string) => unknown): HostileAuth => ({
  number: 20,
  what: `a host’s token ${what}`,
  on: ['/host'],
  json: ({ code, hostToken }) => JSON.stringify({ room: code, hostToken: change(hostToken) }),
});

const changes: readonly (readonly [string, (token: string) => unknown])[] = [
  ['cut short', (token) => token.slice(1)],
  ['padded', (token) => `${token}=`],
  ['in another case', (token) => token.replace(/[a-z]/i, (letter) => swapCase(letter))],
  ['in a list', (token) => [token]],
  ['that is an object', () => ({})],
  ['that is empty', () => ''],
  ['of 7,000 letters', () => 'x'.repeat(7000)],
  ['that is a prototype', () => '__proto__'],
  ['with a blank', (token) => ` ${token}`],
];

function swapCase(letter: string): string {
  return letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
}

const shapes = [
  'null',
  '"x"',
  '7',
  '[]',
  '{}',
  '{"room":null}',
  '{"room":["482917"]}',
  '{"__proto__":{"room":"482917"}}',
];

/** Handshakes that nobody may be let in with: 18–21. */
export const auths: readonly HostileAuth[] = [
  ...shapes.map((json): HostileAuth => ({ number: 4, what: json, json: () => json })),
  ...changes.map(([what, change]) => withToken(what, change)),
  ...changes.map(([what, change]) => withHostToken(what, change)),
  {
    number: 20,
    what: 'a seat’s token for a host’s',
    on: ['/host'],
    json: ({ code, tokens }) => JSON.stringify({ room: code, hostToken: tokens.websocket }),
  },
  {
    number: 20,
    what: 'a host’s token for a seat’s',
    on: ['/player'],
    json: ({ code, hostToken }) =>
      JSON.stringify({ room: code, protocol: protocolVersion, token: hostToken }),
  },
  ...['role', 'isAdmin', 'lastSeq', 'playerId', 'score'].map(
    (key): HostileAuth => ({
      number: key === 'lastSeq' ? 21 : 18,
      what: `a smuggled ${key}`,
      json: ({ code, tokens }) =>
        JSON.stringify({ room: code, protocol: protocolVersion, token: tokens.websocket, [key]: 1 }),
    }),
  ),
  ...['"1"', 'null', '99', '[1]'].map(
    (protocol): HostileAuth => ({
      number: 21,
      what: `the protocol ${protocol}`,
      json: ({ code }) => `{"room":"${code}","protocol":${protocol}}`,
    }),
  ),
  ...['-1', '5', '1.5', '"0"', '1e999'].map(
    (cookie): HostileAuth => ({
      number: 11,
      what: `the cookie ${cookie}`,
      on: ['/player'],
      json: ({ code }) => `{"room":"${code}","protocol":${protocolVersion},"cookie":${cookie}}`,
    }),
  ),
];
