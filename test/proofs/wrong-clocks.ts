import type { GenericSchema } from 'valibot';
import {
  decode,
  displayAuth,
  hostAuth,
  payloads,
  playerAuth,
  settingsPayload,
} from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import { replaced, runPhones } from './network/run-phones.ts';
import { count, type Proof } from './proof.ts';

const boundMs = 250;
const rounds = { ci: 3, full: 12 } as const;

export const wrongClocks: Proof = {
  id: 'P12',
  promise: 'a wrong clock on a phone shows the right countdown and decides nothing',
  async prove(size) {
    const plan = { experiment: 'clocks', client: top, server: top, rounds: rounds[size] } as const;
    const { result } = await runPhones(plan);
    const trusting = await planted();
    const smuggled = decodersThatTakeTimes();
    const worst = result.clocks.toSorted((a, b) => b.worstMs - a.worstMs)[0];
    const broken = [
      ...result.clocks
        .filter(({ worstMs }) => worstMs > boundMs)
        .map(({ name, worstMs }) => `${name}: the countdown is ${worstMs} ms off`),
      ...result.wrongDecisions.map((what) => `a deadline was decided wrongly: ${what}`),
      ...result.times.map((what) => `a phone sent a time: ${what}`),
      ...(result.decisions > 0 && result.messages > 0 ? [] : ['nothing was tried']),
      ...smuggled.taken.map((name) => `${name} takes a time from the client`),
      ...(trusting > boundMs ? [] : [`a page that trusts its own clock was off by ${trusting} ms only`]),
    ];
    const figures = [
      `countdown at most ${worst?.worstMs} ms off (${worst?.name}) in ${count(result.samples)} looks at ${result.clocks.length} clocks`,
      `${result.wrongDecisions.length} of ${count(result.decisions)} deadlines decided wrongly`,
      `${result.times.length} times in ${count(result.messages)} messages of phones, ${smuggled.tried} smuggled into ${smuggled.shapes} message shapes, ${smuggled.taken.length} taken`,
      `planted trust in the phone’s clock found, ${count(trusting)} ms off`,
    ];
    return { figures: figures.join('; '), broken, late: [] };
  },
};

const names = ['time', 'ts', 'at', 'now', 'sentAt', 'clientTime', 'timestamp', 'lag', 'ping', 'offset'];
const op = { opId: 'op' };
const room = '000000';
const shapes: Readonly<Record<string, readonly [GenericSchema, object]>> = {
  time: [payloads.empty, {}],
  op: [payloads.op, op],
  guess: [payloads.guess, { ...op, round: 1, estimate: { p: [0.5, 0.5] }, done: true }],
  bet: [payloads.bet, { ...op, band: [0.1, 0.9] }],
  rename: [payloads.rename, { ...op, name: 'Minty' }],
  next: [payloads.next, op],
  extend: [payloads.extend, { ...op, seconds: 10 }],
  seat: [payloads.seat, { ...op, playerId: 'one' }],
  seatRename: [payloads.seatRename, { ...op, playerId: 'one', name: 'Minty' }],
  find: [payloads.find, { ...op, name: 'Minty' }],
  forget: [payloads.forget, op],
  mix: [payloads.mix, { ...op, words: 'sugar' }],
  settings: [settingsPayload, { ...op, settings: {} }],
  'handshake of a player': [playerAuth, { room, protocol: protocolVersion, name: 'Minty' }],
  'handshake of a display': [displayAuth, { room }],
  'handshake of a host': [hostAuth, { room, hostToken: 'token' }],
};

/** Every shape a client's message can have, tried as it should be and with a time beside it. */
function decodersThatTakeTimes() {
  const taken: string[] = [];
  const unknown = Object.keys(payloads).filter((name) => !['empty', ...Object.keys(shapes)].includes(name));
  taken.push(...unknown.map((name) => `${name}, which was not tried,`));
  let tried = 0;
  for (const [name, [schema, right]] of Object.entries(shapes)) {
    if (decode(schema, right) === undefined) taken.push(`${name}, which refuses even what is right,`);
    for (const extra of names) {
      tried += 1;
      if (decode(schema, { ...right, [extra]: 1_800_000_000_000 }) !== undefined) taken.push(name);
    }
  }
  return { tried, shapes: Object.keys(shapes).length, taken };
}

/** How far a page is off that counts by the clock on its wall. */
async function planted(): Promise<number> {
  const copy = plantedCopy();
  try {
    copy.plant('client/connection.ts', (text) => replaced(text, 'performance.now()', 'Date.now()'));
    const plan = { experiment: 'clocks', client: copy.path, server: top, rounds: 1 } as const;
    const { result } = await runPhones(plan);
    return Math.max(...result.clocks.map(({ worstMs }) => worstMs));
  } finally {
    copy.remove();
  }
}
