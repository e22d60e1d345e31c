import { type Chance, oneOf, whole } from '../../support/chance.ts';
import { hostMessages, playerMessages } from '../../support/every-message.ts';
import type { Namespace } from './inputs/aim.ts';

/** Values that have broken programs before, as JSON texts; some are no JSON. */
const bad = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '-1',
    '1',
    '0.5',
    '1e999',
    '-1e999',
    '1e-400',
    '9007199254740993',
    'NaN',
  ],
  ...[
    '""',
    '"x"',
    '"\\ud800"',
    '"__proto__"',
    '"constructor"',
    '"\\u0000"',
    '[]',
    '{}',
    '[[[[[[]]]]]]',
    '[null]',
  ],
  ...[
    '{"__proto__":{"ok":true}}',
    '{"_placeholder":true,"num":0}',
    '{"length":1}',
    '"\\u202e"',
    '[0.5,0.5]',
    '1.5',
  ],
];
const bytes = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\u0000',
  '\uffff',
  '\ud83c',
  '4',
  '-',
  '/',
  '٣',
  '\n',
  '0',
];
const names = ['__proto__', 'constructor', 'toString', 'error', 'disconnect', 'connect', 'newListener', ''];
const heads = [
  '40',
  '41',
  '42',
  '43',
  '44',
  '45',
  '46',
  '450-',
  '451-',
  '4511-',
  '4',
  '2',
  '3',
  '5',
  '6',
  '1',
  '0',
  '9',
  'b',
];

/** What a good client of the namespace says, as a tree that can be bent; a wrong round keeps the room as it is. */
function sayings(namespace: Namespace): readonly (readonly [event: string, payload: object])[] {
  const op = { opId: 'f' };
  if (namespace === '/display') return [['time', {}]];
  const all = namespace === '/player' ? playerMessages : hostMessages('nobody');
  return Object.entries(all).map(([event, payload]) => [
    event,
    event === 'time' ? {} : { ...op, ...payload },
  ]);
}

/** One mutated packet. What comes out may be good by chance: then the attacked room moves, and no other. */
export function mutated(chance: Chance, namespace: Namespace): string {
  const [event, payload] = oneOf(chance, sayings(namespace));
  const name = chance() < 0.05 ? oneOf(chance, names) : event;
  let json = JSON.stringify(payload);
  const bends = whole(chance, 3);
  for (let k = 0; k < bends; k += 1) json = bent(chance, json);
  const argumentsOf = [json, `${json},${oneOf(chance, bad)}`, '', oneOf(chance, bad)];
  const said = chance() < 0.7 ? json : oneOf(chance, argumentsOf);
  const id =
    chance() < 0.95 ? String(whole(chance, 1000)) : oneOf(chance, ['', '-1', '1e9', '99999999999999999999']);
  let packet = `42${namespace},${id}[${JSON.stringify(name)}${said === '' ? '' : `,${said}`}]`;
  if (chance() < 0.04) packet = oneOf(chance, heads) + packet.slice(2);
  if (chance() < 0.02)
    packet = packet.replace(namespace, oneOf(chance, ['/', '/admin', '/__proto__', '', '/host', '/player']));
  const cuts = chance() < 0.06 ? 1 + whole(chance, 3) : 0;
  for (let k = 0; k < cuts; k += 1) packet = scratched(chance, packet);
  return packet;
}

/** Puts a bad value in the place of one that stands there, doubles a key, or adds one. */
function bent(chance: Chance, json: string): string {
  const values = [...json.matchAll(/(?<=[:,[])(?:"(?:[^"\\]|\\.)*"|-?[\d.e+]+|true|false|null)(?=[,}\]])/g)];
  const kind = whole(chance, 4);
  if (kind < 2 && values.length > 0) {
    const { 0: text, index } = oneOf(chance, values);
    return json.slice(0, index) + oneOf(chance, bad) + json.slice(index + text.length);
  }
  if (kind === 2 || json.length < 3) {
    const key = oneOf(chance, ['opId', 'round', '__proto__', 'constructor', 'role', 'p', 'toJSON']);
    return json.replace('{', `{${JSON.stringify(key)}:${oneOf(chance, bad)}${json === '{}' ? '' : ','}`);
  }
  return json.replace(/"(\w+)":/, (_, key: string) => `"${key}${oneOf(chance, ['', 's', '\u0000', ' '])}":`);
}

function scratched(chance: Chance, text: string): string {
  const at = whole(chance, text.length + 1);
  const kind = whole(chance, 3);
  if (kind === 0) return text.slice(0, at);
  if (kind === 1) return text.slice(0, at) + oneOf(chance, bytes) + text.slice(at);
  return text.slice(0, at) + oneOf(chance, bytes) + text.slice(at + 1);
}
