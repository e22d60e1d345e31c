import type { Page } from 'playwright-core';
import type { Bakery } from '../support/browser-classroom.ts';
import { desk, hand, handAcross, type List, type Screen, smallHand, smallWall, wall } from './screen.ts';
import {
  guessEarly,
  hostMemory,
  type Language,
  openBets,
  openRound,
  playTo,
  playToTheEnd,
  type Seeded,
  seatMemory,
  seedRoom,
} from './seeded-rooms.ts';

export const laptopScreens: List = async (bakery, language) => {
  const ended = await endedRoom(bakery, language);
  const { replayId } = ended.opened;
  const belief = await beliefRoom(bakery, language);
  await belief.host.send('reveal');
  const screens: Screen[] = [
    { name: 'landing', path: '/', sizes: [desk, hand, smallHand], ready: '.landing-main' },
    { name: 'setup', path: '/host', sizes: [desk], ready: '.setup-summary' },
    {
      name: 'setup-open',
      path: '/host',
      sizes: [desk],
      ready: '.setup-summary',
      act: async (page) => {
        await page.getByRole('switch').first().click();
        await page.locator('[name="preset"]').nth(2).check({ force: true });
      },
    },
    { name: 'plan', path: '/plan/lesson', sizes: [desk, hand, smallHand], ready: '.plan-course' },
    { name: 'plan-full', path: '/plan/storyInFull', sizes: [desk, smallHand], ready: '.plan-course' },
    { name: 'rooms-empty', path: '/rooms', sizes: [desk], ready: '.rooms-empty' },
    {
      name: 'rooms',
      path: '/rooms',
      sizes: [desk, hand],
      ready: '.rooms li, .rooms tr',
      memory: hostMemory(ended),
    },
    { name: 'replay-story', path: '/replay/story?round=5', sizes: [desk, hand], ready: '.replay-facts' },
    { name: 'replay', path: `/replay/${replayId}?round=3`, sizes: [desk, hand], ready: '.replay-table' },
    {
      name: 'replay-belief',
      path: `/replay/${belief.opened.replayId}?round=2`,
      sizes: [desk, hand],
      ready: '.replay-table',
    },
    {
      name: 'replay-missing',
      path: '/replay/AAAAAAAAAAAAAAAA',
      sizes: [desk],
      ready: '.shell-notice h1',
      faults: /404/,
    },
  ];
  return { screens, rooms: [ended, belief] };
};

export const projectorScreens: List = async (bakery, language) => {
  const lobby = await seedRoom(bakery, language);
  const round = await seedRoom(bakery, language);
  await playTo(round, 2);
  await openRound(round, 3);
  await guessEarly(round, 3);
  const results = await seedRoom(bakery, language);
  await playTo(results, 3);
  const ended = await endedRoom(bakery, language);
  const belief = await beliefRoom(bakery, language);
  const betting = await seedRoom(bakery, language);
  await playTo(betting, 5);
  await openBets(betting);
  const shows = (part: string, ready: string, room: Seeded) => ({
    act: (page: Page) => choosePart(page, room, part, ready),
    ready,
  });
  const both = [
    { name: 'lobby', room: lobby, ready: '.name-tray li' },
    { name: 'round', room: round, ready: '.scene-round' },
    { name: 'results-guesses', room: results, ...shows('guesses', '.guesses-card', results) },
    { name: 'results-chart', room: results, ...shows('chart', '.chart-card', results) },
    { name: 'reveal', room: ended, ...shows('podium', '.scene-reveal', ended) },
    { name: 'bet', room: betting, ready: '.scene-bet' },
    { name: 'results-thermometer', room: belief, ...shows('elbo', '.elbo-card svg', belief) },
    { name: 'results-belief', room: belief, ...shows('chart', '.chart-card', belief) },
    { name: 'bets', room: ended, ...shows('bets', '.scene-bets', ended) },
    { name: 'rewind', room: ended, ...shows('rewind', '.chart-card', ended) },
    { name: 'debrief', room: ended, ...shows('debrief', '.scene-debrief', ended) },
  ];
  const screens: Screen[] = [
    ...both.map(({ name, room, ...rest }): Screen => {
      const path = `/display/${room.opened.code}`;
      return { name: `display-${name}`, path, sizes: [wall, smallWall], inSight: true, ...rest };
    }),
    ...both.map(({ name, room, ...rest }): Screen => {
      const path = `/host/${room.opened.code}`;
      return { name: `host-${name}`, path, sizes: [desk], inSight: true, memory: hostMemory(room), ...rest };
    }),
    {
      name: 'host-elsewhere',
      path: `/host/${lobby.opened.code}`,
      sizes: [desk],
      ready: 'main h1',
    },
  ];
  return { screens, rooms: [lobby, round, results, ended, belief, betting] };
};

export const phoneScreens: List = async (bakery, language) => {
  const lobby = await seedRoom(bakery, language);
  const drawing = await seedRoom(bakery, language);
  const round = await seedRoom(bakery, language);
  await playTo(round, 2);
  await openRound(round, 3);
  await guessEarly(round, 3);
  const late = await round.join(language === 'ko' ? '늦은토끼' : 'Latecomer');
  const three = await seedRoom(bakery, language, threeFlavours(language));
  await openRound(three, 1);
  const results = await seedRoom(bakery, language);
  await playTo(results, 3);
  await results.host.send('remove', { playerId: results.students[1]?.playerId });
  const ended = await endedRoom(bakery, language);
  const belief = await beliefRoom(bakery, language);
  const believing = await beliefRoom(bakery, language);
  await openRound(believing, 3);
  const betting = await seedRoom(bakery, language);
  await playTo(betting, 5);
  await openBets(betting);
  const { code } = lobby.opened;
  const seat = (name: string, room: Seeded, ready: string, index = 0): Screen => ({
    name: `phone-${name}`,
    path: `/play/${room.opened.code}`,
    sizes: [hand, smallHand],
    touch: true,
    memory: seatMemory(room, index),
    ready,
  });
  const screens: Screen[] = [
    {
      name: 'phone-join',
      path: `/play/${code}`,
      sizes: [hand, smallHand],
      touch: true,
      ready: '.join-form',
      inSight: true,
    },
    {
      name: 'phone-join-refused',
      path: '/play/000000',
      sizes: [hand, smallHand],
      touch: true,
      ready: '.field-error',
      act: async (page) => {
        await page.getByRole('textbox').last().fill('x');
        await page.getByRole('textbox').last().press('Enter');
      },
    },
    seat('wait', lobby, '.hunch'),
    {
      ...seat('draw', drawing, '.draw-card'),
      act: () => drawing.host.send('start'),
    },
    { ...seat('guess', round, '.guess'), inSight: true, sizes: [hand, smallHand, handAcross] },
    { ...seat('sent', round, '.tick', 5), inSight: true },
    { ...seat('guess-three', three, '.flavour-row'), sizes: [hand, smallHand] },
    seat('late', { ...round, students: [late] }, 'main h1'),
    { ...seat('result', results, '.score-card'), inSight: true },
    { ...seat('guess-belief', believing, '.belief-curve'), sizes: [hand, smallHand, handAcross] },
    seat('result-belief', belief, '.score-card'),
    seat('bet', betting, '.bet-band'),
    seat('removed', results, '.phone .button-primary', 1),
    seat('final', ended, '.rank-line'),
    {
      ...seat('elsewhere', lobby, '.phone .button-primary', 2),
      act: async (page) => {
        await page.locator('.hunch').waitFor();
        const other = await page.context().newPage();
        await other.goto(page.url());
        await other.locator('.hunch').waitFor();
      },
    },
  ];
  return { screens, rooms: [lobby, drawing, round, three, results, ended, belief, believing, betting] };
};

async function endedRoom(bakery: Bakery, language: Language): Promise<Seeded> {
  const room = await seedRoom(bakery, language);
  await playToTheEnd(room);
  return room;
}

/** Two rounds of beliefs: a centre and how sure. */
async function beliefRoom(bakery: Bakery, language: Language): Promise<Seeded> {
  const room = await seedRoom(bakery, language, { estimate: 'belief' });
  await playTo(room, 2);
  return room;
}

function threeFlavours(language: Language) {
  const flavours = language === 'ko' ? ['초콜릿', '바닐라', '딸기'] : ['Chocolate', 'Vanilla', 'Strawberry'];
  const counts = [5000, 3000, 2000];
  return { flavours: flavours.map((name, i) => ({ name, count: counts[i] ?? 0 })) };
}

/** Says what the host's window says to the projector's: which part of this phase to show. */
async function choosePart(page: Page, { opened, view }: Seeded, part: string, ready: string): Promise<void> {
  const { phase, round } = view();
  await page.locator('.projector').waitFor();
  await page.evaluate(
    ([code, scene, chosen]) => {
      const channel = new BroadcastChannel(`stage ${code}`);
      channel.postMessage({ scene, part: chosen });
      channel.close();
    },
    [opened.code, `${phase} ${round}`, part],
  );
  await page.locator(ready).waitFor();
}
