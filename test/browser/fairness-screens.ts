import type { Page } from 'playwright-core';
import type { Bakery } from '../support/browser-classroom.ts';
import { desk, hand, type List, type Screen, smallHand, wall } from './screen.ts';
import { hostMemory, playTo, playToTheEnd, type Seeded, seatMemory, seedRoom } from './seeded-rooms.ts';
import { type Change, changes, serveChanged } from './tamperings.ts';

const everywhere = [desk, wall, hand, smallHand] as const;
const hands = [hand, smallHand] as const;

/** What can be said of a lesson's fairness: that it holds, that it does not, that nobody knows, that nobody ever will. */
export const fairnessScreens: List = async (bakery, language) => {
  const lobby = await seedRoom(bakery, language);
  const ended = await seedRoom(bakery, language);
  await ended.host.send('mix', { words: language === 'ko' ? '변분 과자' : 'Cookie class' });
  await playToTheEnd(ended);
  const unmixed = await seedRoom(bakery, language);
  await playTo(unmixed, 2);
  await unmixed.host.send('reveal');
  const { code, replayId } = ended.opened;
  const check = (name: string, screen: Partial<Screen>): Screen => ({
    name: `fairness-${name}`,
    path: `/replay/${replayId}#fairness`,
    sizes: everywhere,
    ready: '.replay-verdict.good',
    ...screen,
  });
  const changed = (change: Change) => (page: Page) => askAgain(page, bakery, replayId, change);
  const unknown = { ...hostMemory(ended), ...gone(ended) };
  const screens: Screen[] = [
    check('good', { memory: keptOf(ended) }),
    check('seen', { act: (page) => lookAt(page, '.fair-findings li:last-child') }),
    check('how', { act: (page) => unfold(page, '.fair-how') }),
    check('opened', { act: (page) => unfold(page, '.fair-opened') }),
    check('alone', { path: `/replay/${unmixed.opened.replayId}#fairness`, sizes: [desk, hand] }),
    check('bad', {
      act: changed(changes['another cookie in the second draw']),
      ready: '.replay-verdict.warn',
    }),
    check('bad-log', {
      act: async (page) => {
        await changed(changes['a score in the log, chained anew'])(page);
        await lookAt(page, '.fair-finding.warn');
      },
      memory: keptOf(ended),
      ready: '.fair-finding.warn',
    }),
    check('partial', { act: keepLogBack, ready: '.fair-again', faults: /404/ }),
    {
      name: 'replay-sealed',
      path: `/replay/${lobby.opened.replayId}`,
      sizes: [desk, hand, smallHand],
      ready: '.replay-unverifiable',
      memory: hostMemory(lobby),
      faults: /404/,
    },
    {
      name: 'replay-gone',
      path: `/replay/${goneId}`,
      sizes: [desk, hand, smallHand],
      ready: '.replay-unverifiable',
      memory: unknown,
      faults: /404/,
    },
    {
      name: 'rooms-gone',
      path: '/rooms',
      sizes: [desk, hand],
      ready: '.rooms-sealed b',
      memory: unknown,
      faults: /404/,
    },
    {
      name: 'phone-seal',
      path: `/play/${lobby.opened.code}`,
      sizes: hands,
      touch: true,
      memory: seatMemory(lobby),
      act: (page) => unfold(page, '.seal-note'),
      ready: '.seal-note[open]',
    },
    // Each on a seat of its own: two phones of one seat would send each other away.
    ...(['good', 'warn'] as const).map(
      (tone, index): Screen => ({
        name: `phone-final-${tone}`,
        path: `/play/${code}`,
        sizes: hands,
        touch: true,
        memory: { ...seatMemory(ended, index), ...keptOf(ended, tone === 'good') },
        act: (page) => lookAt(page, `.fairness-card .${tone}`),
        ready: `.fairness-card .${tone}`,
      }),
    ),
    {
      name: 'display-reveal-bad',
      path: `/display/${code}`,
      sizes: [wall],
      memory: keptOf(ended, false),
      ready: '.reveal-fair.warn',
    },
  ];
  return { screens, rooms: [lobby, ended, unmixed] };
};

const goneId = 'GoneGoneGoneGoneGone';

/** A lesson that the server no longer has, as its host's browser remembers it. */
function gone(room: Seeded): Readonly<Record<string, string>> {
  const [[key, text]] = Object.entries(hostMemory(room)) as [[string, string]];
  const [remembered] = JSON.parse(text) as object[];
  const lost = { ...remembered, replayId: goneId, code: '000000' };
  return { [key]: JSON.stringify([remembered, lost]) };
}

/** What a device of this class kept of the seal; or of another one, as if it had been told another story. */
function keptOf({ opened, view }: Seeded, honest = true): Readonly<Record<string, string>> {
  const { commitment, openedAt } = view();
  const seal = honest ? commitment : [...commitment].toReversed().join('');
  const kept = { replayId: null, seals: [[seal, 0, openedAt]], heads: [], placed: [] };
  return { [`bakery:kept:${opened.code}:${openedAt}`]: JSON.stringify(kept) };
}

async function askAgain(page: Page, bakery: Bakery, replayId: string, change: Change): Promise<void> {
  await serveChanged(page, { address: bakery.address, replayId }, change);
  await page.reload();
}

async function keepLogBack(page: Page): Promise<void> {
  await page.route(
    (url) => url.pathname.endsWith('/log'),
    (route) => route.fulfill({ status: 404, json: {} }),
  );
  await page.reload();
}

async function unfold(page: Page, details: string): Promise<void> {
  await page.locator(`${details} > summary`).click();
  await lookAt(page, details);
}

async function lookAt(page: Page, what: string): Promise<void> {
  const found = page.locator(what).first();
  await found.waitFor();
  await found.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}
