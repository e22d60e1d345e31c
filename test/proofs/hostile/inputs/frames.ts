import { ackId, type Hostile } from './aim.ts';

const inAnyNamespace = (number: number, what: string, ...packets: readonly string[]): Hostile => ({
  number,
  what,
  packets: ({ namespace }) => packets.map((packet) => packet.replaceAll('@', namespace)),
});

/** Well formed, and nothing any round takes. */
const guess = '["guess",{"opId":"h","round":1,"estimate":{"p":[0.5,0.7]}}]';

/** Packets of Socket.IO and of the engine under it: 22–31. `@` stands for the namespace. */
export const frames: readonly Hostile[] = [
  inAnyNamespace(22, 'a second handshake', '40@,{"room":"482917"}'),
  inAnyNamespace(22, 'a handshake that is text', '40@,"482917"'),
  inAnyNamespace(22, 'a handshake that is a list', '40@,["482917"]'),
  inAnyNamespace(22, 'a handshake without end', '40@,{"room":'),
  ...['/admin', '/__proto__', '/constructor', '/Player', '/player/', '//', '/'].map((nowhere) =>
    inAnyNamespace(23, `a handshake to ${nowhere}`, `40${nowhere},{}`),
  ),
  inAnyNamespace(23, 'a handshake to the root', '40{}'),
  {
    number: 23,
    what: 'a hundred namespaces',
    packets: () => Array.from({ length: 100 }, (_, k) => `40/n${k},{}`),
  },
  inAnyNamespace(24, 'an event to nowhere', `42/admin,${ackId}${guess}`),
  inAnyNamespace(24, 'an event to the root', `42${ackId}${guess}`),
  inAnyNamespace(25, 'an acknowledgement nobody waits for', '43@,99[{}]'),
  inAnyNamespace(25, 'an acknowledgement with a huge id', '43@,99999999999999999999[{}]'),
  inAnyNamespace(25, 'an acknowledgement with a negative id', '43@,-1[{}]'),
  inAnyNamespace(25, 'an acknowledgement twice', '43@,0[{}]', '43@,0[{}]'),
  inAnyNamespace(26, 'an error from a client', '44@,{"message":"x"}'),
  inAnyNamespace(27, 'eleven attachments', '4511-@,["guess",{"_placeholder":true,"num":0}]'),
  inAnyNamespace(27, 'no attachments', '450-@,["guess",{}]'),
  inAnyNamespace(
    27,
    'an attachment with number 99',
    '451-@,["guess",{"_placeholder":true,"num":99}]',
    'bAAAA',
  ),
  inAnyNamespace(
    27,
    'text for an attachment',
    '451-@,["guess",{"_placeholder":true,"num":0}]',
    `42@,${guess}`,
  ),
  inAnyNamespace(27, 'an attachment without a head', 'bAAAA'),
  inAnyNamespace(27, 'an attachment that never comes', '451-@,["guess",{"_placeholder":true,"num":0}]'),
  inAnyNamespace(
    27,
    'an acknowledgement with attachments',
    '461-@,99[{"_placeholder":true,"num":0}]',
    'bAAAA',
  ),
  inAnyNamespace(28, 'half an event', `42@,${ackId}["guess",{"opId":`),
  inAnyNamespace(28, 'an empty event', `42@,${ackId}[]`),
  inAnyNamespace(28, 'an object for an event', `42@,${ackId}{"guess":1}`),
  inAnyNamespace(28, 'an event that is text', `42@,${ackId}"guess"`),
  inAnyNamespace(28, 'a disconnect with data', '41@,{"reason":"x"}'),
  inAnyNamespace(29, 'a lone surrogate', `42@,${ackId}["guess",{"opId":"\\ud800"}]`),
  ...['7', '9x', '4', '0{}', '2probe', '5', '6', '3', '48', '4x', '42', '42@,', ''].map((packet) =>
    inAnyNamespace(30, `the packet ${JSON.stringify(packet)}`, packet),
  ),
  inAnyNamespace(30, 'five hundred pongs', ...new Array<string>(500).fill('3')),
  inAnyNamespace(31, 'events after a goodbye', '1', `42@,${ackId}${guess}`, `42@,${ackId}["start",{}]`),
];
