import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bakery, openBakery, phone, visit } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { enter } from './phone-hand.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

let browser: Browser;
let bakery: Bakery;

beforeAll(async () => {
  [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

const tongues = [
  {
    tongue: 'ko',
    code: '방 번호',
    name: '별명',
    again: '다시 돌려 보기',
    words: {
      unknown: '그런 방이 없어요. 앞 화면의 숫자를 다시 확인해 주세요.',
      short: '숫자를 모두 적어 주세요.',
      full: '방이 가득 찼어요. 선생님께 알려 주세요.',
      locked: '방이 잠겨 있어요. 선생님께 열어 달라고 하세요.',
      ended: '끝난 수업이에요. 다시 보기로 볼 수 있어요.',
      taken: '이미 쓰는 별명이에요. 끝에 숫자를 붙여 보세요.',
      reserved: '시스템이 쓰는 이름이에요. 다른 별명을 골라 주세요.',
      length: '별명은 1–12자예요.',
    },
  },
  {
    tongue: 'en',
    code: 'Room code',
    name: 'Nickname',
    again: 'Watch the replay',
    words: {
      unknown: 'There is no such room. Check the digits on the big screen.',
      short: 'Type all the digits.',
      full: 'The room is full. Tell your teacher.',
      locked: 'The room is locked. Ask your teacher to open it.',
      ended: 'This class has ended. You can watch the replay.',
      taken: 'That nickname is taken. Try adding a number.',
      reserved: 'That name belongs to the game. Please choose another.',
      length: 'Nicknames are 1–12 characters.',
    },
  },
] as const;

describe.each(tongues)('the join form in $tongue', ({ tongue, code, name, again, words }) => {
  /** Fills the form, is refused with these words beside the field in question, which has the focus. */
  async function refused(
    digits: string,
    nickname: string,
    field: 'code' | 'name',
    said: keyof typeof words,
  ): Promise<void> {
    const { page, leave } = await visit(browser, bakery, {
      ...phone,
      locale: tongue === 'ko' ? 'ko-KR' : 'en-US',
    });
    await page.goto('/play/');
    await enter(page, tongue, nickname, digits);
    await page.getByRole('alert').getByText(words[said]).waitFor();
    const box = page.getByRole('textbox', { name: field === 'code' ? code : name });
    await expect.poll(() => box.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await box.getAttribute('aria-invalid')).toBe('true');
    const note = (await box.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`#${note}`).innerText()).toContain(words[said]);
    // What was typed stays.
    expect(await page.getByRole('textbox', { name }).inputValue()).toBe(nickname);
    expect((await page.getByRole('textbox', { name: code }).inputValue()).replace(/\D/g, '')).toBe(digits);
    if (said === 'ended') {
      const link = await page.getByRole('link', { name: again }).getAttribute('href');
      expect(link).toMatch(/^\/replay\/\S+$/);
    }
    await leave();
  }

  async function inRoom(
    settings: Parameters<typeof scriptRoom>[1],
    prepare: (room: ScriptedRoom) => Promise<void>,
    then: (room: ScriptedRoom) => Promise<void>,
  ): Promise<void> {
    const room = await scriptRoom(bakery, { language: tongue, ...settings });
    await prepare(room);
    await then(room);
    room.close();
  }

  test('a code nobody has, and one that is too short', async () => {
    await refused('000000', 'Minty', 'code', 'unknown');
    await refused('123', 'Minty', 'code', 'short');
  });

  test('R12 a full room', () =>
    inRoom(
      { maxPlayers: 1 },
      async (room) => {
        await room.join('First');
      },
      (room) => refused(room.opened.code, 'Second', 'code', 'full'),
    ));

  test('R12 a locked room', () =>
    inRoom(
      {},
      (room) => room.host.send('lock'),
      (room) => refused(room.opened.code, 'Minty', 'code', 'locked'),
    ));

  test('R12 a lesson that is over, with the way to its replay', () =>
    inRoom(
      { rounds: 1 },
      async (room) => {
        await room.join('First');
        await room.host.send('start');
        await room.host.send('end');
      },
      (room) => refused(room.opened.code, 'Minty', 'code', 'ended'),
    ));

  test('a nickname that is taken, empty, too long, or the game’s own', () =>
    inRoom(
      {},
      async (room) => {
        await room.join('Walnut');
      },
      async ({ opened }) => {
        await refused(opened.code, 'walnut', 'name', 'taken');
        await refused(opened.code, '', 'name', 'length');
        await refused(opened.code, 'a nickname of many letters', 'name', 'length');
        await refused(opened.code, 'Teacher', 'name', 'reserved');
      },
    ));
});
