import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import {
  type Bakery,
  keepPictures,
  laptop,
  openBakery,
  phone,
  projector,
  smallPhone,
  type Visitor,
  visit,
} from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { press } from './host-hand.ts';
import { enter, setShare } from './phone-hand.ts';
import type { Tally } from './screen-reading.ts';
import {
  boardShows,
  finalScreens,
  guessAll,
  jarIsOpen,
  replayShows,
  sameDrawEverywhere,
  scoresAreTheFormulas,
} from './story-checks.ts';
import { rounds, type StudentRecord, students } from './story-class.ts';

let browser: Browser;
let bakery: Bakery;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery({ steady: true })]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

async function come(options: Parameters<typeof visit>[2]): Promise<Page> {
  const visitor = await visit(browser, bakery, options);
  visitors.push(visitor);
  return visitor.page;
}

describe('the story in full', () => {
  test('a host, a projector and three phones play fifteen rounds to the open jar and the replay', async () => {
    onTestFailed(() => keepPictures('story-in-full', visitors));
    const host = await come(laptop);
    const code = await openTheRoom(host);
    const display = await come(projector);
    await display.goto(`/display/${code}`);
    const phones = await joinAll(host, code);
    for (const page of [host, display]) {
      for (const { name } of students) await page.getByText(name, { exact: true }).waitFor();
    }

    const records: StudentRecord[] = students.map(({ hunch }) => ({
      tenths: [hunch ?? 500],
      standings: [],
      points: 0,
    }));
    for (const [i, { hunch, tongue }] of students.entries()) {
      const page = phones[i];
      if (hunch !== null && page) await setShare(page, tongue, hunch, 'typing');
    }

    const tallies: Tally[] = [];
    let lastRanks: readonly number[] | null = null;
    await press(host, 'Start');
    for (let round = 1; round <= rounds; round += 1) {
      await press(host, 'Show at once');
      const tally = await sameDrawEverywhere(round, tallies.at(-1), { host, display, phones });
      tallies.push(tally);
      await guessAll(round, tally, phones, records);
      await host.getByText('3 of 3 in').or(host.getByText('2 of 3 in')).first().waitFor();
      await press(host, 'Close now');
      const ranks = await scoresAreTheFormulas(tally, phones, records);
      await boardShows(host, display, records, ranks, lastRanks);
      lastRanks = ranks;
      const onward = round < rounds ? 'Next round' : 'On to the reveal';
      await press(host, onward);
    }
    expect(new Set(records.map((record) => record.points)).size).toBe(3);

    for (const page of [host, display]) await jarIsOpen(page, records, lastRanks ?? []);
    const replay = await come(laptop);
    await replay.goto(await finalScreens(phones, records, lastRanks ?? []));
    await replayShows(replay, records, tallies);

    expect(visitors.flatMap(({ faults }) => faults)).toEqual([]);
    expect(visitors.flatMap(({ strangers }) => strangers)).toEqual([]);
  });
});

async function openTheRoom(host: Page): Promise<string> {
  await host.goto('/');
  await host.getByRole('link', { name: /^Host a class/ }).click();
  await host.getByRole('radio', { name: 'The story in full' }).check({ force: true });
  await host.getByRole('button', { name: 'Open the room' }).click();
  await host.waitForURL(/\/host\/\d{6,}$/);
  await host.getByRole('heading', { name: 'Join on your phone' }).waitFor();
  const code = new URL(host.url()).pathname.split('/').at(-1) ?? '';
  await host
    .getByText(`${code.slice(0, 3)} ${code.slice(3)}`)
    .first()
    .waitFor();
  return code;
}

/** By the QR code's link, by the digits on the landing page, and by the address of the room. */
async function joinAll(host: Page, code: string): Promise<readonly Page[]> {
  const invitation = await host.evaluate(
    () => (JSON.parse(localStorage.getItem('past-rooms') ?? '[]') as { joinUrl: string }[])[0]?.joinUrl ?? '',
  );
  expect(invitation).toMatch(new RegExp(`^${bakery.address}/play/${code}\\?k=.+`));
  const [moon = '', berry = '', cinnamon = ''] = students.map(({ name }) => name);

  const first = await come({ ...phone, locale: 'ko-KR' });
  await first.goto(invitation);
  await first.getByText('QR로 확인했어요').waitFor();
  // The room speaks English; a language chosen by hand is stronger.
  await first.getByRole('button', { name: 'English' }).click();
  await first.getByRole('button', { name: '한국어' }).click();
  await enter(first, 'ko', moon);

  const second = await come(phone);
  await second.goto('/');
  await second.getByRole('textbox', { name: /Join/i }).pressSequentially(code);
  await second.waitForURL(`**/play/${code}`);
  await enter(second, 'en', berry);

  const third = await come(smallPhone);
  await third.goto(`/play/${code}`);
  await enter(third, 'en', cinnamon);

  const phones = [first, second, third];
  for (const [i, page] of phones.entries()) {
    const seated = students[i]?.tongue === 'ko' ? '자리를 잡았어요' : 'You are in';
    await page.getByRole('heading', { name: seated }).waitFor();
  }
  return phones;
}
