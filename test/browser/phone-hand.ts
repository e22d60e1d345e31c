import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a student's hand does, in either language: the words are the screen's own. */
const words = {
  ko: {
    slider: '초콜릿 비율',
    type: /직접 입력/,
    steps: { '-10': '1 내리기', '-1': '0.1 내리기', '1': '0.1 올리기', '10': '1 올리기' },
    done: '이걸로 할게요',
    received: '받았어요',
    code: '방 번호',
    name: '별명',
    enter: '들어가기',
    kl: '내 KL 발산',
  },
  en: {
    slider: 'Share of Chocolate',
    type: /Type a value/,
    steps: { '-10': 'Down 1', '-1': 'Down 0.1', '1': 'Up 0.1', '10': 'Up 1' },
    done: 'That’s my estimate',
    received: 'Received',
    code: 'Room code',
    name: 'Nickname',
    enter: 'Enter',
    kl: 'My KL divergence',
  },
} as const;

export type Tongue = keyof typeof words;
export type Way = 'keys' | 'drag' | 'steppers' | 'typing';

const pageStep = 50;
const thumbPx = 44;
/** The slider takes back what moves in the last moment before the finger lifts. */
const restMs = 80;

export function slider(page: Page, tongue: Tongue): Locator {
  return page.getByRole('slider', { name: words[tongue].slider });
}

/** Fills the join form and goes in; the code may be there already. */
export async function enter(page: Page, tongue: Tongue, name: string, code?: string): Promise<void> {
  const text = words[tongue];
  if (code !== undefined) await page.getByRole('textbox', { name: text.code }).fill(code);
  await page.getByRole('textbox', { name: text.name }).fill(name);
  await page.getByRole('button', { name: text.enter, exact: true }).click();
}

/** What only a seated phone needs comes a moment after the seat; without it nobody watches over the line. */
export async function hasEverything(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('bakery:kept:')));
}

/** Moves the estimate to so many tenths of a percent. */
export async function setShare(page: Page, tongue: Tongue, tenths: number, way: Way): Promise<void> {
  if (way === 'typing') await type(page, tongue, tenths);
  else if (way === 'drag') await drag(page, tongue, tenths);
  else if (way === 'steppers') await step(page, tongue, tenths);
  if (way === 'keys' || way === 'drag') await press(page, tongue, tenths);
  await expect.poll(() => slider(page, tongue).inputValue()).toBe(String(tenths));
}

/** Says so, and sees that it has arrived. */
export async function sayDone(page: Page, tongue: Tongue): Promise<void> {
  await page.getByRole('button', { name: words[tongue].done }).click();
  await page.getByText(words[tongue].received, { exact: true }).waitFor();
}

export interface Result {
  readonly kl: string;
  readonly points: number;
  readonly total: number;
  readonly rank: number;
  readonly of: number;
}

const patterns = {
  ko: /\+([\d,]+)점\s+합계 ([\d,]+)점[\s\S]*내 KL 발산\s+(\S.*)[\s\S]*?(\d+)등\s+(\d+)명 중/,
  en: /\+([\d,]+)\s+([\d,]+) in total[\s\S]*My KL divergence\s+(\S.*)[\s\S]*#(\d+)\s+of (\d+)/,
} as const;

/** What the result screen says, read as a student reads it. */
export async function readResult(page: Page, tongue: Tongue): Promise<Result> {
  await page.getByRole('heading', { name: words[tongue].kl }).waitFor();
  const text = await wordsOf(page);
  const [, points = '', total = '', kl = '', rank, of] = patterns[tongue].exec(text) ?? [];
  if (of === undefined) throw new Error(`not a result: ${text}`);
  return { kl, points: whole(points), total: whole(total), rank: Number(rank), of: Number(of) };
}

/** The page's words, with no-break spaces as what they look like. */
export async function wordsOf(page: Page): Promise<string> {
  return (await page.getByRole('main').innerText()).replaceAll('\u00a0', ' ');
}

export function whole(printed: string): number {
  return Number(printed.replaceAll(',', ''));
}

async function type(page: Page, tongue: Tongue, tenths: number): Promise<void> {
  await page.getByRole('button', { name: words[tongue].type }).click();
  const field = page.getByRole('textbox', { name: words[tongue].slider });
  await field.fill((tenths / 10).toFixed(1));
  await field.press('Enter');
}

async function press(page: Page, tongue: Tongue, tenths: number): Promise<void> {
  const handle = slider(page, tongue);
  await handle.focus();
  for (let left = await distance(handle, tenths); left !== 0; left = await distance(handle, tenths)) {
    const up = left > 0;
    const isFar = Math.abs(left) >= pageStep;
    const times = isFar ? Math.floor(Math.abs(left) / pageStep) : Math.abs(left);
    const key = isFar ? (up ? 'PageUp' : 'PageDown') : up ? 'ArrowRight' : 'ArrowLeft';
    for (let k = 0; k < times; k += 1) await page.keyboard.press(key);
  }
}

async function step(page: Page, tongue: Tongue, tenths: number): Promise<void> {
  const handle = slider(page, tongue);
  for (let left = await distance(handle, tenths); left !== 0; left = await distance(handle, tenths)) {
    const by = Math.abs(left) >= 10 ? 10 : 1;
    const name = words[tongue].steps[`${left > 0 ? by : -by}` as '-10' | '-1' | '1' | '10'];
    await page.getByRole('button', { name, exact: true }).tap();
  }
}

/** A finger on the handle, over to the place, a moment's rest, and off. */
async function drag(page: Page, tongue: Tongue, tenths: number): Promise<void> {
  const handle = slider(page, tongue);
  const box = await handle.boundingBox();
  if (box === null) throw new Error('the slider is not on screen');
  const at = (value: number) => box.x + thumbPx / 2 + (value / 1000) * (box.width - thumbPx);
  const from = at(Number(await handle.inputValue()));
  const y = box.y + box.height / 2;
  const finger = await page.context().newCDPSession(page);
  const touch = (kind: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    finger.send('Input.dispatchTouchEvent', {
      type: kind,
      touchPoints: x === undefined ? [] : [{ x, y }],
    });
  await touch('touchStart', from);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch('touchMove', from + part * (at(tenths) - from));
  await page.waitForTimeout(restMs);
  await touch('touchEnd');
  await finger.detach();
  // A pixel is a quarter of a percent: the finger comes near, not to the tenth.
  await expect.poll(async () => Math.abs(await distance(handle, tenths))).toBeLessThanOrEqual(5);
}

async function distance(handle: Locator, tenths: number): Promise<number> {
  return tenths - Number(await handle.inputValue());
}
