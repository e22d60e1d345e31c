import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { klOf, posteriorMean, printedOnPhone, rankOf, score } from './independent-scores.ts';
import { readResult, sayDone, setShare, wordsOf } from './phone-hand.ts';
import {
  readBoard,
  readDrawOnPhone,
  readDrawOnStage,
  readTable,
  type TableRow,
  type Tally,
} from './screen-reading.ts';
import { jar, population, type StudentRecord, students } from './story-class.ts';

export interface Screens {
  readonly host: Page;
  readonly display: Page;
  readonly phones: readonly Page[];
}

export async function sameDrawEverywhere(
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

export async function guessAll(
  round: number,
  tally: Tally,
  phones: readonly Page[],
  records: readonly StudentRecord[],
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
export async function scoresAreTheFormulas(
  tally: Tally,
  phones: readonly Page[],
  records: readonly StudentRecord[],
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

export async function boardShows(
  host: Page,
  display: Page,
  records: readonly StudentRecord[],
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

export async function jarIsOpen(
  page: Page,
  records: readonly StudentRecord[],
  ranks: readonly number[],
): Promise<void> {
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

/** Returns the replay's address, as the first English phone links it. */
export async function finalScreens(
  phones: readonly Page[],
  records: readonly StudentRecord[],
  ranks: readonly number[],
): Promise<string> {
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
  return link ?? '';
}

/** As the table prints a KL. */
function printed(kl: number): string {
  if (kl < 0.00001) return 'almost 0';
  return kl.toFixed(kl >= 0.1 ? 3 : kl >= 0.001 ? 4 : 5);
}

export async function replayShows(
  page: Page,
  records: readonly StudentRecord[],
  tallies: readonly Tally[],
): Promise<void> {
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
