import type { Page } from 'playwright-core';
import { desk, hand, type List, type Screen, smallHand } from './screen.ts';
import { hostMemory, playToTheEnd, type Seeded, seatMemory, seedRoom } from './seeded-rooms.ts';

const everywhere = [desk, hand, smallHand] as const;

/** What is told of names, and every place where they are erased. */
export const privacyScreens: List = async (bakery, language) => {
  const lobby = await seedRoom(bakery, language);
  const ended = await seedRoom(bakery, language);
  await playToTheEnd(ended);
  const ko = language === 'ko';
  const more = ko ? '더 많은 조작' : 'More controls';
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const hosting = (name: string, room: Seeded, act: (page: Page) => Promise<void>): Screen => ({
    name: `forget-${name}`,
    path: `/host/${room.opened.code}`,
    sizes: everywhere,
    memory: hostMemory(room),
    act,
    ready: 'dialog[open]',
  });
  const fromMore = (button: string) => async (page: Page) => {
    await press(page, more);
    await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  };
  const screens: Screen[] = [
    { name: 'privacy', path: '/privacy', sizes: everywhere, ready: '.privacy-kept' },
    {
      name: 'privacy-own-names',
      path: '/privacy',
      sizes: everywhere,
      memory: seatMemory(lobby),
      ready: '.privacy-mine button',
    },
    {
      name: 'privacy-erased',
      path: '/privacy',
      sizes: [desk, hand],
      memory: seatMemory(lobby, 1),
      act: (page) => page.locator('.privacy-mine button').click(),
      ready: '.privacy-mine [role="status"]',
    },
    { name: 'self-check', path: '/privacy/self-check', sizes: everywhere, ready: '.privacy-check' },
    hosting('more', lobby, (page) => press(page, more)),
    hosting('all', lobby, fromMore(ko ? '모든 이름 지우기' : 'Forget all names')),
    hosting('end', lobby, fromMore(ko ? '수업 끝내고 이름 지우기' : 'End the class and forget names')),
    hosting('seat', lobby, async (page) => {
      await press(page, more);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: ko ? /^자리 / : /seats?$/ })
        .click();
      await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click();
      await press(page, ko ? '이 별명 지우기' : 'Erase this nickname');
    }),
    {
      name: 'forget-past',
      path: '/rooms',
      sizes: everywhere,
      memory: hostMemory(ended),
      act: (page) => press(page, ko ? /^이름 지우기/ : /^Forget names/),
      ready: 'dialog[open]',
    },
  ];
  return { screens, rooms: [lobby, ended] };
};
