import { rawRequest, requestText } from '../../../support/raw-http.ts';
import { PollingWire } from '../../../support/raw-wire.ts';
import type { Raid } from './raid.ts';

const base = '/socket.io/?EIO=4&transport=polling';
const refusedWith = (status: number): boolean => status >= 400 && status < 600;

/** A session that is asked something; the answer’s status must be as wanted. */
function session(
  what: string,
  ask: (wire: PollingWire) => Promise<number | readonly number[]>,
  isFine: (status: number) => boolean = refusedWith,
): Raid {
  return {
    number: 32,
    what,
    async run({ port }) {
      const wire = await PollingWire.open(port);
      try {
        const answers = [await ask(wire)].flat();
        return answers.some(isFine) ? undefined : `answered ${answers.join(', ')}`;
      } finally {
        wire.close();
      }
    },
  };
}

function handshake(what: string, path: string, method = 'GET'): Raid {
  return {
    number: 32,
    what,
    async run({ port }) {
      const { status } = await rawRequest(port, requestText(method, path));
      return refusedWith(status) ? undefined : `answered ${status}`;
    },
  };
}

const anything = () => true;

/** Sessions by polling: 32. */
export const pollingRaids: readonly Raid[] = [
  session(
    'four thousand packets in one request',
    async (wire) => {
      return (await wire.ask('POST', new Array(4000).fill('3').join('\x1e'))).status;
    },
    anything,
  ),
  session(
    'two requests that post at once',
    async (wire) => {
      const both = await Promise.all([
        wire.ask('POST', '3'.repeat(8000)),
        wire.ask('POST', '3'.repeat(8000)),
      ]);
      return both.map(({ status }) => status);
    },
    anything,
  ),
  session(
    'two requests that poll at once',
    async (wire) => (await wire.ask('GET')).status,
    (status) => status !== 200,
  ),
  session(
    'a request over the limit',
    async (wire) => (await wire.ask('POST', '4'.repeat(9000))).status,
    (status) => status === 413,
  ),
  session(
    'a binary body',
    async (wire) => {
      return (await wire.ask('POST', '4x', { 'Content-Type': 'application/octet-stream' })).status;
    },
    (status) => status !== 200,
  ),
  session('a body of no packets', async (wire) => (await wire.ask('POST', '\x1e\x1e\x1e')).status, anything),
  session('a body that is base 64', async (wire) => (await wire.ask('POST', 'b@@@@')).status, anything),
  session(
    'another method',
    async (wire) => (await wire.ask('PUT', '4')).status,
    (status) => status !== 200,
  ),
  handshake('an old engine', '/socket.io/?EIO=3&transport=polling'),
  handshake('no engine', '/socket.io/?transport=polling'),
  handshake('an engine from the future', '/socket.io/?EIO=99&transport=polling&sid=x'),
  handshake('no transport', '/socket.io/?EIO=4'),
  handshake('the transport of a prototype', '/socket.io/?EIO=4&transport=__proto__'),
  handshake('a transport that is not offered', '/socket.io/?EIO=4&transport=webtransport'),
  handshake('a session nobody opened', `${base}&sid=AAAAAAAAAAAAAAAAAAAA`),
  handshake('a session that is a list', `${base}&sid=a&sid=b`),
  handshake('the session of a prototype', `${base}&sid=__proto__`),
  handshake('a session that is a method', `${base}&sid=toString`),
  handshake('a handshake by POST', base, 'POST'),
  handshake('a WebSocket without upgrade', '/socket.io/?EIO=4&transport=websocket'),
  handshake('a session by script', `${base}&j=0`),
  handshake('a session by script, spelled otherwise', `${base}&%6A=0&b64=1`),
];
