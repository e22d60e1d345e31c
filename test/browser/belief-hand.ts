import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Tongue } from './phone-hand.ts';
import { wordsOf } from './phone-hand.ts';

const words = {
  ko: {
    confidence: '확신',
    more: '확신 늘리기',
    less: '확신 줄이기',
    worth: /과자 (\d+)개를 본 만큼/,
    costs: /중심이 치른 값\s+(\S+)\s+너비가 치른 값\s+(\S+)/,
    sum: /로그 증거 (\S+)\s*=\s*ELBO (\S+)\s*\+\s*KL (\S+)/,
    from: '여기부터',
    to: '여기까지',
    up: '0.1 올리기',
    seal: '이 구간 봉하기',
    sealed: '봉했어요. 통을 열 때까지 아무도 못 봐요.',
  },
  en: {
    confidence: 'Confidence',
    more: 'More confident',
    less: 'Less confident',
    worth: /like seeing (\d+) cookies/,
    costs: /Your centre costs\s+(\S+)\s+Your width costs\s+(\S+)/,
    sum: /log evidence (\S+)\s*=\s*ELBO (\S+)\s*\+\s*KL (\S+)/,
    from: 'From',
    to: 'To',
    up: 'Up 0.1',
    seal: 'Seal this band',
    sealed: 'Sealed. Nobody sees it before the jar opens.',
  },
} as const;

const steps = 100;
const thumbPx = 34;
const least = 2;
const most = 1500;

function confidence(page: Page, tongue: Tongue): Locator {
  return page.getByRole('slider', { name: words[tongue].confidence });
}

/** The confidence in cookies, as the screen says it; 0 where it says that nothing was seen. */
export async function readConfidence(page: Page, tongue: Tongue): Promise<number> {
  const said = (await confidence(page, tongue).getAttribute('aria-valuetext')) ?? '';
  const [worth] = /\d+/.exec(said) ?? ['0'];
  return Number(worth);
}

/** By keys alone, or with a finger that puts the handle near the place and then taps the steppers. */
export async function setConfidence(
  page: Page,
  tongue: Tongue,
  cookies: number,
  way: 'keys' | 'finger',
): Promise<void> {
  const handle = confidence(page, tongue);
  if (way === 'finger') await tapNear(page, tongue, cookies);
  let now = await readConfidence(page, tongue);
  while (now !== cookies) {
    const isMore = now < cookies;
    if (way === 'keys') await handle.press(isMore ? 'ArrowRight' : 'ArrowLeft');
    else await page.getByRole('button', { name: words[tongue][isMore ? 'more' : 'less'], exact: true }).tap();
    const before = now;
    await expect.poll(() => readConfidence(page, tongue), { interval: 10 }).not.toBe(before);
    now = await readConfidence(page, tongue);
    if (now !== cookies && now < cookies !== isMore) throw new Error(`${cookies} was stepped over`);
  }
  expect(words[tongue].worth.exec(await wordsOf(page))?.[1]).toBe(String(cookies));
}

async function tapNear(page: Page, tongue: Tongue, cookies: number): Promise<void> {
  const handle = confidence(page, tongue);
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  if (box === null) throw new Error('the confidence is not on screen');
  const position = 1 + ((steps - 1) * Math.log(cookies / least)) / Math.log(most / least);
  const x = box.x + thumbPx / 2 + (position / steps) * (box.width - thumbPx);
  await page.touchscreen.tap(x, box.y + box.height / 2);
  await expect
    .poll(async () => Math.abs(Math.log((await readConfidence(page, tongue)) / cookies)))
    .toBeLessThan(0.5);
}

export interface Bars {
  readonly centre: string;
  readonly width: string;
}

export async function readBars(page: Page, tongue: Tongue): Promise<Bars> {
  const [, centre = '', width = ''] = words[tongue].costs.exec(await wordsOf(page)) ?? [];
  return { centre, width };
}

export interface PrintedSum {
  readonly evidence: string;
  readonly elbo: string;
  readonly kl: string;
}

/** Log evidence = ELBO + KL as the phone prints it; null where it prints none. */
export async function readSum(page: Page, tongue: Tongue): Promise<PrintedSum | null> {
  const said = words[tongue].sum.exec(await wordsOf(page));
  return said === null ? null : { evidence: said[1] ?? '', elbo: said[2] ?? '', kl: said[3] ?? '' };
}

/** A printed number in units of its last digit: sums of such are exact. */
export function units(printed: string, digits: number): number {
  const shape = new RegExp(`^[−-]?\\d+\\.\\d{${digits}}$`);
  if (!shape.test(printed)) throw new Error(`not a number of ${digits} digits: "${printed}"`);
  return Number(printed.replace('−', '-').replace('.', ''));
}

/** As a number with its true minus sign, never "−0". */
export function nats(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Both ends, the upper one with its stepper at last, and the seal. */
export async function sealBand(
  page: Page,
  tongue: Tongue,
  [low, high]: readonly [number, number],
): Promise<void> {
  const text = words[tongue];
  const ends = [
    page.getByRole('slider', { name: text.from, exact: true }),
    page.getByRole('slider', { name: text.to, exact: true }),
  ] as const;
  await ends[1].fill(String(high - 1));
  await page.getByRole('button', { name: text.up }).last().tap();
  await ends[0].fill(String(low));
  await expect.poll(() => Promise.all(ends.map((end) => end.inputValue()))).toEqual([`${low}`, `${high}`]);
  const printed = `${(low / 10).toFixed(1)} – ${(high / 10).toFixed(1)}%`;
  await page.getByText(printed, { exact: true }).waitFor();
  await page.getByRole('button', { name: text.seal }).click();
  await page.getByText(text.sealed).waitFor();
}
