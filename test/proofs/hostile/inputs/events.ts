import { ackId, event, type Hostile } from './aim.ts';

const guess = '{"opId":"h","round":1,"estimate":{"p":[0.5,0.5]}}';
const op = '{"opId":"h"}';
const noNames = ['error', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', ''];
const reserved = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

/** Acknowledgements, arguments and names: 1–6. */
export const events: readonly Hostile[] = [
  ...['guess', 'start', 'time', 'end', 'leave'].flatMap((name): Hostile[] => [
    {
      number: 1,
      what: `${name} without acknowledgement`,
      packets: ({ namespace }) => [event(namespace, name, op, '')],
    },
    ...['"ack"', '{"ack":1}', '7', 'null', '[]'].map(
      (ack): Hostile => ({
        number: 2,
        what: `${name} with ${ack} for an acknowledgement`,
        packets: ({ namespace }) => [event(namespace, name, `${op},${ack}`, '')],
      }),
    ),
    { number: 3, what: `${name} without payload`, packets: ({ namespace }) => [event(namespace, name, '')] },
    {
      number: 5,
      what: `${name} with two payloads`,
      packets: ({ namespace }) => [event(namespace, name, `${op},${op}`)],
    },
    {
      number: 5,
      what: `${name} with forty arguments`,
      packets: ({ namespace }) => [event(namespace, name, new Array(40).fill(op).join())],
    },
  ]),
  ...noNames.map(
    (name): Hostile => ({
      number: 6,
      what: `the event ${JSON.stringify(name)}`,
      packets: ({ namespace }) => [event(namespace, name, guess)],
    }),
  ),
  ...reserved.map(
    (name): Hostile => ({
      number: 6,
      what: `the reserved event ${name}`,
      packets: ({ namespace }) => [event(namespace, name, guess)],
    }),
  ),
  {
    number: 6,
    what: 'a name of 7,000 letters',
    packets: ({ namespace }) => [event(namespace, 'g'.repeat(7000), guess)],
  },
  ...['7', '{}', 'null', '["guess"]', 'true'].map(
    (name): Hostile => ({
      number: 6,
      what: `${name} for a name`,
      packets: ({ namespace }) => [`42${namespace},${ackId}[${name},${guess}]`],
    }),
  ),
];
