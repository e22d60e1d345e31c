import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { words as en } from '../../client/locales/en.ts';
import { words as enStage } from '../../client/locales/en-stage.ts';
import { words as ko } from '../../client/locales/ko.ts';
import { words as koStage } from '../../client/locales/ko-stage.ts';
import {
  type Bakery,
  keepPictures,
  openBakery,
  smallPhone,
  type Visitor,
  type VisitorOptions,
  visit,
} from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { fullness, type SmallDisk, smallDisk } from '../support/own-mount.ts';
import { openerOf } from './host-hand.ts';
import { enter, setShare, slider } from './phone-hand.ts';
import { scriptRoom } from './scripted-class.ts';

let browser: Browser;
let disk: SmallDisk;
let bakery: Bakery;
let visitors: Visitor[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  bakery = await openBakery({
    under: (dataDir) => {
      disk = smallDisk(dataDir);
      return disk.under;
    },
  });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures('full-disk', visitors);
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  visitors = [];
});

afterAll(async () => {
  await browser?.close();
  await bakery?.close();
});

async function come(options: VisitorOptions) {
  const visitor = await visit(browser, bakery, options);
  visitors.push(visitor);
  return visitor.page;
}

const tongues = [
  ['en', 'en-US', { ...en, ...enStage }],
  ['ko', 'ko-KR', { ...ko, ...koStage }],
] as const;

test.each(tongues)(
  `S2 when the disk is full (${fullness}) phones say it is not saved yet, the host what to do, and it goes on by itself: %s`,
  async (language, locale, words) => {
    const lesson = { language, drawSize: 20, rounds: 2, guessSeconds: 600, bots: [] } as const;
    const room = await scriptRoom(bakery, lesson);
    const phone = await come({ ...smallPhone, locale });
    await phone.goto(`/play/${room.opened.code}`);
    await enter(phone, language, 'Walnut');
    const host = await come({ ...openerOf(room.opened, bakery), locale });
    await host.goto(`/host/${room.opened.code}`);
    await room.until(({ present }) => present === 1);
    await room.host.send('start');
    await room.host.send('skip');
    await setShare(phone, language, 625, 'typing');
    const received = phone.getByText(words['sent.received'], { exact: true });
    await received.waitFor();

    disk.fill(bakery.pid());
    const notSaved = phone.getByText(words['error.store/unavailable'], { exact: true });
    const warning = host.getByRole('status').filter({ hasText: words['host.unsaved'] });
    await setShare(phone, language, 702, 'keys');
    await Promise.all([notSaved.waitFor(), warning.waitFor()]);
    expect(await received.isVisible()).toBe(false);
    // The slider lives on.
    await setShare(phone, language, 713, 'keys');
    const setup = await host.context().newPage();
    await setup.goto('/host');
    await setup.getByRole('button', { name: words['setup.cta'] }).click();
    await setup.getByText(words['host.unsaved']).first().waitFor();
    expect(room.view().answered).toBe(1);

    disk.makeRoom(bakery.pid());
    await Promise.all([received.waitFor(), warning.waitFor({ state: 'hidden' })]);
    expect(await notSaved.isVisible()).toBe(false);
    await phone.reload();
    await received.waitFor();
    expect(await slider(phone, language).inputValue()).toBe('713');
    await room.host.send('close');
    await phone
      .getByText(/71[.,]3%/)
      .first()
      .waitFor();
    room.close();
  },
);
