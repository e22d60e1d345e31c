import { oddNames } from '../support/hostile-names.ts';
import { desk, hand, type List, type Screen, smallHand, smallWall, wall } from './screen.ts';
import { playRound } from './scripted-class.ts';
import { hostMemory, type Seeded, seatMemory, seedRoom } from './seeded-rooms.ts';

const rounds = 2;

/** Every screen that shows nicknames, with a class of those that somebody types to break a page. */
export const nameScreens: List = async (bakery, language) => {
  const lobby = await oddClass(bakery, language);
  const results = await oddClass(bakery, language);
  await playRound(results, 1, aims(results));
  const ended = await oddClass(bakery, language);
  for (let round = 1; round <= rounds; round += 1) await playRound(ended, round, aims(ended));
  await ended.host.send('reveal');
  const shown = (name: string, room: Seeded, ready: string): Screen[] => [
    {
      name: `names-display-${name}`,
      path: `/display/${room.opened.code}`,
      sizes: [wall, smallWall],
      inSight: true,
      ready,
    },
    {
      name: `names-host-${name}`,
      path: `/host/${room.opened.code}`,
      sizes: [desk],
      memory: hostMemory(room),
      ready,
    },
  ];
  const seat = (name: string, room: Seeded, ready: string, index: number): Screen => ({
    name: `names-phone-${name}`,
    path: `/play/${room.opened.code}`,
    sizes: [hand, smallHand],
    touch: true,
    memory: seatMemory(room, index),
    ready,
  });
  const wide = oddNames.findIndex(({ typed }) => typed.startsWith('WWW'));
  const tall = oddNames.findIndex(({ typed }) => typed.startsWith('ก้'));
  const screens: Screen[] = [
    ...shown('lobby', lobby, '.name-tray li'),
    ...shown('results', results, '.results-board li, .guesses-card'),
    ...shown('reveal', ended, '.podium-name'),
    seat('wait', lobby, '.hunch', wide),
    seat('wait-tall', lobby, '.hunch', tall),
    seat('result', results, '.score-card', wide),
    seat('final', ended, '.rank-line', wide),
    {
      name: 'names-seats',
      path: `/host/${lobby.opened.code}`,
      sizes: [desk, hand, smallHand],
      memory: hostMemory(lobby),
      act: async (page) => {
        await page
          .getByRole('button', { name: language === 'ko' ? '더 많은 조작' : 'More controls' })
          .click();
        const seats = language === 'ko' ? /^자리 / : /seats?$/;
        await page.getByRole('dialog').getByRole('button', { name: seats }).click();
      },
      ready: 'dialog[open] li',
    },
    {
      name: 'names-replay',
      path: `/replay/${ended.opened.replayId}?round=2`,
      sizes: [desk, smallHand, hand],
      ready: '.replay-table',
    },
  ];
  return { screens, rooms: [lobby, results, ended] };
};

/** The widest names come nearest to the jar: they stand on the podium and on top of every board. */
function aims({ students }: Seeded): readonly number[] {
  return students.map(({ name }) => 0.7 - (/W{9}|열두글자|🍪{9}/u.test(name) ? 0 : 0.1 + name.length / 200));
}

async function oddClass(bakery: Parameters<List>[0], language: Parameters<List>[1]): Promise<Seeded> {
  const nicknames = oddNames.map(({ typed }) => typed);
  return seedRoom(bakery, language, { drawSize: 100, rounds, bet: false }, nicknames);
}
