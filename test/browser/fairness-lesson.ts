import type { Page } from 'playwright-core';
import type { Bakery } from '../support/browser-classroom.ts';
import { enter, sayDone, slider } from './phone-hand.ts';
import { type ScriptedRoom, scriptRoom } from './scripted-class.ts';

const rounds = 3;
const others = ['Moon rabbit', 'Minty', 'Walnut', 'Tofu'];

/** The word that this class spoke; whoever was there can type it again. */
export const spoken = '변분 과자';

/** A mystery jar, a class's word, three rounds and a bet; the page is a phone of this class from the lobby on. */
export async function lessonWith(page: Page, bakery: Bakery): Promise<ScriptedRoom> {
  const room = await scriptRoom(bakery, {
    language: 'ko',
    title: '봉인 수업',
    mystery: { flavours: ['초콜릿', '바닐라'], population: 1000 },
    drawSize: 20,
    rounds,
    guessSeconds: 600,
    bet: true,
  });
  await page.goto(`/play/${room.opened.code}`);
  await enter(page, 'ko', '달빛토끼');
  await page.locator('.seal-note').waitFor();
  for (const name of others) await room.join(name);
  await room.host.send('mix', { words: spoken });
  for (let round = 1; round <= rounds; round += 1) {
    await room.host.send(round === 1 ? 'start' : 'next');
    await room.host.send('skip');
    await Promise.all(
      room.students.map((student, k) =>
        student.send('guess', {
          round,
          estimate: { p: [(600 - 30 * k) / 1000, (400 + 30 * k) / 1000] },
          done: true,
        }),
      ),
    );
    await slider(page, 'ko').fill(String(500 + 40 * round));
    await sayDone(page, 'ko');
    await room.host.send('close');
    await page.locator('.score-card').waitFor();
  }
  await room.host.send('next');
  await room.students[0]?.send('bet', { band: [0.4, 0.6] });
  await room.host.send('reveal');
  await page.locator('.fairness-card .good').waitFor();
  await room.host.send('end');
  return room;
}
