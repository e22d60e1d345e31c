import { hostMessages, playerMessages } from '../../../support/every-message.ts';
import { event, type Hostile, type Namespace } from './aim.ts';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** What no event takes, however it is called: 3, 4, 7, 8, 10, 15, 18. */
const garbage: readonly (readonly [number: number, what: string, json: string])[] = [
  [3, 'null', 'null'],
  [4, 'text', '"x"'],
  [4, 'a number', '1'],
  [4, 'a truth', 'true'],
  [4, 'a list', '[]'],
  [4, 'a list of payloads', '[{"opId":"h"}]'],
  [7, 'a list 3,000 deep', deep(3000)],
  [7, 'a list 3,000 deep for an id', `{"opId":${deep(3000)}}`],
  [8, 'a thousand keys', `{"opId":"h",${Array.from({ length: 900 }, (_, k) => `"${k}":0`).join()}}`],
  [8, 'seven thousand letters', `{"opId":"h","p":"${'x'.repeat(7000)}"}`],
  [10, 'a prototype', '{"opId":"h","__proto__":{"ok":true}}'],
  [10, 'a constructor', '{"opId":"h","constructor":{"prototype":{"ok":true}}}'],
  [15, 'an id of 65 letters', `{"opId":"${'x'.repeat(65)}"}`],
  [15, 'an empty id', '{"opId":""}'],
  [15, 'a number for an id', '{"opId":1}'],
  ...['role', 'isAdmin', 'score', 'ts', 'hostToken', 'token', 'seat'].map(
    (key): readonly [number, string, string] => [18, `a smuggled ${key}`, `{"opId":"h","${key}":"host"}`],
  ),
];

const perEvent = (names: readonly string[], on: readonly Namespace[]): Hostile[] =>
  names.flatMap((name) =>
    garbage.map(([number, what, json]): Hostile => {
      return {
        number,
        what: `${name} with ${what}`,
        on,
        packets: ({ namespace }) => [event(namespace, name, json)],
      };
    }),
  );

const guessWith = (number: number, what: string, estimate: string, more = ''): Hostile => ({
  number,
  what: `an estimate with ${what}`,
  on: ['/player'],
  packets: ({ namespace, round }) => [
    event(namespace, 'guess', `{"opId":"h","round":${round},"estimate":${estimate}${more}}`),
  ],
});

const noShares = [
  ...['1e999', '-1e999', '-0', '1e-320', '1e-400', 'NaN', 'null', '"0.5"', '"0x1"', '"１"', 'true', '[0.5]'],
  ...['{"valueOf":1}', '0', '1', '1.0000000000000002', '-1e-17', '9007199254740993'],
];
const wrongShares = [
  ...['[]', '[1]', '[0.5,0.3,0.2]', '[0.5,0.499999]', '[1e308,1e308]', '[0,0]', '[0.1,0.2]', '[0.5,0.5,0]'],
  ...['null', '{}', '"0.5"', `[${new Array(1000).fill(0.001).join()}]`, '{"length":2,"0":0.5,"1":0.5}'],
];
const wrongRounds = ['-1', '1.5', '9007199254740992', '"1"', 'null', '99', '[1]', '1e999'];

/** Numbers, shares and rounds: 9, 11–14. */
const estimates: readonly Hostile[] = [
  ...noShares.map((share) => guessWith(11, `the share ${share}`, `{"p":[${share},0.5]}`)),
  ...wrongShares.map((p) => guessWith(12, `the shares ${p.slice(0, 20)}`, `{"p":${p}}`)),
  ...['{"alpha":[1,1]}', '{"p":[0.5,0.5],"alpha":[1,1]}', '[]', '7'].map((form) =>
    guessWith(12, `the form ${form}`, form),
  ),
  guessWith(9, 'a share twice', '{"p":[0.5,0.5]}', ',"estimate":{"p":[0.4,0.7]}'),
  ...wrongRounds.map(
    (round): Hostile => ({
      number: 13,
      what: `an estimate for round ${round}`,
      on: ['/player'],
      packets: ({ namespace }) => [
        event(namespace, 'guess', `{"opId":"h","round":${round},"estimate":{"p":[0.5,0.5]}}`),
      ],
    }),
  ),
  {
    number: 14,
    what: 'an estimate for another seat',
    on: ['/player'],
    packets: ({ namespace, round, room }) => [
      event(
        namespace,
        'guess',
        `{"opId":"h","round":${round},"estimate":{"p":[0.5,0.5]},"playerId":${JSON.stringify(room.playerId)}}`,
      ),
    ],
  },
  ...['[0.2]', '[0.8,0.2]', '[-1,2]', '[null,1]', '["0","1"]', '[0,1,2]', '{}', '[1e999,1e999]'].map(
    (band): Hostile => ({
      number: 11,
      what: `a bet on ${band}`,
      on: ['/player'],
      packets: ({ namespace }) => [event(namespace, 'bet', `{"opId":"h","band":${band}}`)],
    }),
  ),
];

export const payloads: readonly Hostile[] = [
  ...perEvent(Object.keys(playerMessages), ['/player']),
  ...perEvent([...Object.keys(hostMessages('x')), 'time'], ['/host']),
  ...perEvent(['time'], ['/display']),
  ...estimates,
];
