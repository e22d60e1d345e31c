import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Heard, mentions } from './belief-frames.ts';
import { sealBand } from './belief-hand.ts';
import { costOfBand } from './belief-sums.ts';
import { press } from './host-hand.ts';
import { type Tongue, wordsOf } from './phone-hand.ts';

/** Cookies of the first flavour among all of the preset jar. */
const jar = 0.52;
/** Holds for who sealed none, in tenths of a percent as all bands here. */
const nobodysBand = [50, 950] as const;

export interface Bettor {
  readonly name: string;
  readonly tongue: Tongue;
  readonly page: Page;
  readonly band: readonly [number, number];
}

export interface Betting {
  readonly host: Page;
  readonly display: Page;
  readonly bettors: readonly Bettor[];
  /** What each of the audiences was sent so far. */
  readonly heard: readonly Heard[];
}

/** Everybody seals a band, and nobody else is sent any of it. */
export async function bandsStaySealed({ host, display, bettors, heard }: Betting): Promise<void> {
  for (const page of [host, display]) {
    await page.getByRole('heading', { name: 'One band before it opens' }).waitFor();
  }
  for (const { page, tongue, band } of bettors) await sealBand(page, tongue, band);
  for (const page of [host, display]) await page.getByText('3 of 4 in').first().waitFor();
  for (const { name, band } of bettors) {
    const edges = band.map((edge) => edge / 1000);
    for (const { who, frames } of heard) {
      const found = edges.map((edge) => mentions(frames, edge));
      // One's own band comes back to one's own phone: the search finds what is there.
      expect({ who, name, found }).toEqual({ who, name, found: [who === name, who === name] });
    }
  }
  for (const { who, frames } of heard) {
    expect(frames.length, who).toBeGreaterThan(5);
    expect(
      frames.filter((frame) => /"cost":\d|"hit":(?:true|false)/.test(frame)),
      who,
    ).toEqual([]);
  }
}

/** What each band cost, on phones and big screens: its width and twenty times the miss; 5–95 % for the sleeper. */
export async function bandsAreOpen(
  { host, display, bettors, heard }: Betting,
  sleeper: string,
): Promise<void> {
  await press(host, 'Open the jar');
  const opened = [...bettors, { name: sleeper, band: nobodysBand }].map(({ name, band: [low, high] }) => {
    const edges = [low / 1000, high / 1000] as const;
    return { name, edges, cost: costOfBand(edges, jar), hit: edges[0] <= jar && jar <= edges[1] };
  });
  // The headlines below say so: three of four.
  expect(opened.filter(({ hit }) => hit)).toHaveLength(3);
  for (const [i, { page, tongue }] of bettors.entries()) {
    const bet = opened[i];
    if (bet === undefined) throw new Error('a bet is missing');
    // No line breaks between the two ends.
    const printed = bet.edges.map((edge) => (100 * edge).toFixed(1)).join('–\u2060');
    const cost = bet.cost.toFixed(1);
    const verdict = {
      ko: bet.hit ? `내 구간 ${printed}% 안에 정답이 있었어요` : `정답이 내 구간 ${printed}%를 벗어났어요`,
      en: `The truth lies ${bet.hit ? 'in' : 'outside'} your band, ${printed}%`,
    };
    await page.getByRole('heading', { name: verdict[tongue] }).waitFor();
    const text = await wordsOf(page);
    expect(text).toContain(tongue === 'ko' ? `치른 값 ${cost}%p.` : `You paid ${cost} points.`);
    expect(text).toContain(
      tongue === 'ko' ? '4명 중 3명의 구간에 정답이 들어 있었어요' : '3 of 4 bands held the truth',
    );
  }
  await press(host, 'The sealed bands');
  const byCost = [...opened].sort((a, b) => a.cost - b.cost);
  for (const page of [host, display]) {
    await page.getByRole('heading', { name: 'The jar was found in 3 of 4 bands' }).waitFor();
    const lines: string[] = [];
    for (const line of await page.locator('.bets-board li').all()) {
      lines.push((await line.innerText()).replace(/\s+/g, ' ').trim());
    }
    expect(lines).toEqual(
      byCost.map(
        ({ name, edges, cost }) =>
          `${name} ${edges.map((edge) => (100 * edge).toFixed(1)).join('–')}% ${cost.toFixed(1)}`,
      ),
    );
  }
  // Now they are everybody's: the search would have found them before.
  const projected = heard.find(({ who }) => who === 'display');
  for (const { edges } of opened)
    expect(edges.map((edge) => mentions(projected?.frames ?? [], edge))).toEqual([true, true]);
}
