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
import { klOf, posteriorMean, printedOnPhone, rankOf, type Standing, score } from './independent-scores.ts';
import { enter, readResult, sayDone, setShare, type Tongue, type Way, wordsOf } from './phone-hand.ts';
import {
  readBoard,
  readDrawOnPhone,
  readDrawOnStage,
  readTable,
  type TableRow,
  type Tally,
} from './screen-reading.ts';

const population = 10_000;
const jar = 0.7;
const rounds = 15;

/** Who plays, how far off the data each one aims round by round, and how each one moves the slider. */
interface Student {
  readonly name: string;
  readonly tongue: Tongue;
  readonly hunch: number | null;
  /** Points of a percent off the posterior mean; null lets the last estimate stand. */
  readonly off: (round: number) => number | null;
  readonly way: (round: number) => Way;
}

const ways: readonly Way[] = ['typing', 'keys', 'drag', 'steppers'];

/** One begins badly and ends well, one the other way round, one is steady and once says nothing. */
const students: readonly Student[] = [
  {
    name: '보름달',
    tongue: 'ko',
    hunch: 600,
    off: (round) => (round <= 3 ? 8 : 0.2),
    way: (round) => ways[round % 4] ?? 'keys',
  },
  {
    name: 'Blueberry',
    tongue: 'en',
    hunch: 420,
    off: (round) => (round <= 3 ? -0.5 : -6),
    way: (round) => ways[(round + 1) % 4] ?? 'keys',
  },
  {
    name: 'Cinnamon',
    tongue: 'en',
    hunch: null,
    off: (round) => (round === 5 ? null : 2),
    way: (round) => ways[(round + 2) % 4] ?? 'keys',
  },
];

let browser: Browser;
let bakery: Bakery;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
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

/** What each one has placed and earned so far, reckoned beside the game. */
interface Record {
  readonly tenths: number[];
  readonly standings: Standing[];
  points: number;
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

    const records: Record[] = students.map(({ hunch }) => ({
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
    const replay = await finalScreens(phones, records, lastRanks ?? []);
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

interface Screens {
  readonly host: Page;
  readonly display: Page;
  readonly phones: readonly Page[];
}

async function sameDrawEverywhere(
  round: number,
  before: Tally | undefined,
  screens: Screens,
): Promise<Tally> {
  const tally = await readDrawOnStage(screens.display, round);
  expect(tally.draw[0] + tally.draw[1]).toBe(100);
  expect(tally.sofar[0] + tally.sofar[1]).toBe(100 * round);
  expect(tally.sofar[0]).toBe((before?.sofar[0] ?? 0) + tally.draw[0]);
  expect(await readDrawOnStage(screens.host, round)).toEqual(tally);
  for (const [i, page] of screens.phones.entries()) {
    expect(await readDrawOnPhone(page, students[i]?.tongue ?? 'en', round)).toEqual(tally);
  }
  return tally;
}

async function guessAll(
  round: number,
  tally: Tally,
  phones: readonly Page[],
  records: readonly Record[],
): Promise<void> {
  const mean = posteriorMean(population, tally.sofar[0], 100 * round);
  await Promise.all(
    students.map(async ({ tongue, off, way }, i) => {
      const page = phones[i];
      const record = records[i];
      if (!page || !record) return;
      const points = off(round);
      if (points === null) {
        record.tenths.push(record.tenths.at(-1) ?? 500);
        return;
      }
      const tenths = Math.round(mean * 1000 + points * 10);
      await setShare(page, tongue, tenths, way(round));
      await sayDone(page, tongue);
      const sent =
        tongue === 'ko'
          ? `${(tenths / 10).toFixed(1)}%로 정했어요`
          : `Your estimate: ${(tenths / 10).toFixed(1)}%`;
      await page.getByRole('heading', { name: sent }).waitFor();
      record.tenths.push(tenths);
    }),
  );
}

/** Returns the ranks, which the phones were seen to show. */
async function scoresAreTheFormulas(
  tally: Tally,
  phones: readonly Page[],
  records: readonly Record[],
): Promise<readonly number[]> {
  const drawn = tally.sofar[0] + tally.sofar[1];
  const scores = records.map(({ tenths }) =>
    score(population, tally.sofar[0], drawn, (tenths.at(-1) ?? 0) / 1000),
  );
  for (const [i, record] of records.entries()) {
    record.points += scores[i]?.points ?? 0;
    const gap = (record.standings.at(-1)?.gap ?? 0) + (scores[i]?.gap ?? 0);
    record.standings.push({ points: record.points, gap });
  }
  const standings = records.map((record) => record.standings.at(-1) ?? { points: 0, gap: 0 });
  const ranks = standings.map((_, i) => rankOf(standings, i));
  for (const [i, page] of phones.entries()) {
    const tongue = students[i]?.tongue ?? 'en';
    // The picture of the room may be there a moment before one's own score.
    await expect
      .poll(() => readResult(page, tongue), { timeout: 5000 })
      .toEqual({
        kl: printedOnPhone(scores[i]?.kl ?? 0, tongue),
        points: scores[i]?.points,
        total: records[i]?.points,
        rank: ranks[i],
        of: 3,
      });
    const mean = posteriorMean(population, tally.sofar[0], drawn);
    const gap = Math.abs((records[i]?.tenths.at(-1) ?? 0) / 1000 - mean);
    expect(await wordsOf(page)).toMatch(
      new RegExp(`(Gap|차이)\\s+${(Math.round(gap * 1000) / 10).toFixed(1)}\\s?(pts|%p)`),
    );
  }
  return ranks;
}

async function boardShows(
  host: Page,
  display: Page,
  records: readonly Record[],
  ranks: readonly number[],
  before: readonly number[] | null,
): Promise<void> {
  const expected = students
    .map(({ name }, i) => ({
      rank: ranks[i] ?? 0,
      move: before === null ? null : (before[i] ?? 0) - (ranks[i] ?? 0),
      name,
      total: records[i]?.points ?? 0,
    }))
    .sort((a, b) => a.rank - b.rank);
  expect(await readBoard(display)).toEqual(expected);
  expect(await readBoard(host)).toEqual(expected);
}

async function jarIsOpen(page: Page, records: readonly Record[], ranks: readonly number[]): Promise<void> {
  await page.getByRole('heading', { name: 'Today’s master bakers' }).waitFor();
  await page.getByText('Matches the value sealed at the start').waitFor();
  const text = (await wordsOf(page)).replace(/\s+/g, ' ');
  expect(text).toMatch(/Chocolate 70 ?%/);
  expect(text).toMatch(/Vanilla 30 ?%/);
  const podium = page.getByRole('img', { name: /#1 .*#2 .*#3 / });
  const order = [1, 2, 3].map((rank) => students[ranks.indexOf(rank)]?.name ?? '');
  expect(await podium.getAttribute('aria-label')).toBe(
    order.map((name, k) => `#${k + 1} ${name}`).join(', '),
  );
  const drawn = (await podium.textContent()) ?? '';
  for (const [i, { name }] of students.entries()) {
    expect(drawn).toContain(name);
    expect(drawn).toContain(`${records[i]?.points.toLocaleString('en-US')} pts`);
    expect(drawn).toContain(`final guess ${((records[i]?.tenths.at(-1) ?? 0) / 10).toFixed(1)}%`);
  }
}

/** Returns a page on the replay, opened from the first English phone's own link. */
async function finalScreens(
  phones: readonly Page[],
  records: readonly Record[],
  ranks: readonly number[],
): Promise<Page> {
  for (const [i, page] of phones.entries()) {
    const record = records[i];
    const ko = students[i]?.tongue === 'ko';
    await page
      .getByRole('heading', { name: ko ? '진짜 비율은 70.0%' : 'The true share was 70.0%' })
      .waitFor();
    const last = ((record?.tenths.at(-1) ?? 0) / 10).toFixed(1);
    await page
      .getByRole('heading', { name: ko ? `내 마지막 추측 ${last}%` : `Your final guess: ${last}%` })
      .waitFor();
    const kls = [record?.tenths[0], record?.tenths.at(-1)].map((tenths) =>
      printedOnPhone(klOf(jar, (tenths ?? 0) / 1000), ko ? 'ko' : 'en'),
    );
    const text = await wordsOf(page);
    expect(text).toContain(`${ko ? '내' : 'My'} KL ${kls[0]} → ${kls[1]}`);
    expect(text).toContain(ko ? `${ranks[i]}등 3명 중` : `#${ranks[i]} of 3`);
    expect(text).toContain(record?.points.toLocaleString('en-US') ?? 'no points');
  }
  const page = phones[1];
  if (!page) throw new Error('no phone');
  const link = await page.getByRole('link', { name: 'Watch the replay' }).getAttribute('href');
  expect(link).toMatch(/^\/replay\/\S+$/);
  const replay = await come(laptop);
  await replay.goto(link ?? '');
  return replay;
}

/** As the table prints a KL. */
function printed(kl: number): string {
  if (kl < 0.00001) return 'almost 0';
  return kl.toFixed(kl >= 0.1 ? 3 : kl >= 0.001 ? 4 : 5);
}

async function replayShows(page: Page, records: readonly Record[], tallies: readonly Tally[]): Promise<void> {
  const scrubber = page.getByRole('slider', { name: 'Go to round' });
  for (const round of [0, 1, 3, 5, 10, 15]) {
    await scrubber.fill(String(round));
    const expected = records.map(({ tenths, standings }): TableRow => {
      const share = (tenths[round] ?? 0) / 1000;
      const now = standings.map((_, k) => k + 1 === round);
      const place = records.map((record) => record.standings[now.indexOf(true)] ?? { points: 0, gap: 0 });
      return {
        rank:
          round === 0
            ? null
            : rankOf(
                place,
                records.findIndex((record) => record.tenths === tenths),
              ),
        guess: `${(share * 100).toFixed(1)}%`,
        kl: printed(klOf(jar, share)),
      };
    });
    await expect.poll(async () => byGuess(await readTable(page))).toEqual(byGuess(expected));
    const chocolate = tallies[round - 1]?.sofar[0] ?? 0;
    const seen = await page.getByRole('region', { name: 'Replay' }).innerText();
    expect(seen.replace(/\s+/g, ' ')).toContain(
      `${chocolate.toLocaleString('en-US')} ${(100 * round - chocolate).toLocaleString('en-US')}`,
    );
  }
}

const byGuess = (rows: readonly TableRow[]) => [...rows].sort((a, b) => a.guess.localeCompare(b.guess));
