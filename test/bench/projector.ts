import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { protocolVersion } from '../../shared/protocol-version.ts';
import { scriptRoom } from '../browser/scripted-class.ts';
import { openBakery, visit, projector as wall } from '../support/browser-classroom.ts';
import { launchChromium } from '../support/chromium.ts';
import { answerOn, WebSocketWire } from '../support/raw-wire.ts';
import { type Measurement, median } from './measurement.ts';

const STUDENTS = 1000;
const AT_ONCE = 20;
const JOIN_MS = 10_000;
const GUESS_MS = 10_000;
const LOOK_MS = 5000;
/** A hundred cookies fly for less. */
const DRAW_MS = 12_000;
/** A page that shows fewer than 20 pictures a second is seen to stumble. */
const GOAL_MS = 50;

/** How evenly the projector's page moves while a thousand students come in, guess and are ranked; drawn without a graphics card. */
export async function projector(): Promise<readonly Measurement[]> {
  const [browser, bakery] = await Promise.all([launchChromium(), openBakery()]);
  try {
    const room = await scriptRoom(bakery, {
      ...{ language: 'en', drawSize: 100, rounds: 2, guessSeconds: 600, maxPlayers: STUDENTS },
      ...{ histogram: 'live', board: 1 },
    });
    const { page } = await visit(browser, bakery, wall);
    await page.goto('about:blank');
    const blank = await framesDuring(page, () => sleep(LOOK_MS));
    await page.goto(`/display/${room.opened.code}`);
    await page.locator('.name-tray').waitFor();
    let phones: readonly WebSocketWire[] = [];
    const joining = await framesDuring(page, async () => {
      phones = await comeIn(Number(new URL(bakery.address).port), room.opened);
    });
    const drawing = await framesDuring(page, async () => {
      await room.host.send('start');
      await sleep(DRAW_MS);
    });
    const guessing = await framesDuring(page, () => guess(phones));
    const ranking = await framesDuring(page, async () => {
      await room.host.send('close');
      await sleep(LOOK_MS);
    });
    for (const phone of phones) phone.close();
    room.close();
    const floor = percentile(blank);
    return Object.entries({ joining, drawing, guessing, ranking }).map(([what, frames]) => ({
      what: `${STUDENTS} students, ${what}: 95th percentile of the time between two pictures (floor: an empty page)`,
      unit: 'ms',
      floor,
      ours: percentile(frames),
      reach: { most: GOAL_MS },
      note: `median ${median(frames).toFixed(1)} ms of ${frames.length} pictures, the longest ${Math.max(...frames).toFixed(0)} ms`,
    }));
  } finally {
    await browser.close();
    await bakery.close();
  }
}

function percentile(frames: readonly number[]): number {
  const sorted = frames.toSorted((a, b) => a - b);
  return sorted[Math.floor(0.95 * (sorted.length - 1))] ?? Number.NaN;
}

/** Milliseconds between the pictures that the page was asked for while something happened. */
async function framesDuring(page: Page, work: () => Promise<unknown>): Promise<readonly number[]> {
  const recorder = await page.evaluateHandle(() => {
    const frames: number[] = [];
    let last: number | null = null;
    let isOver = false;
    const look = (now: number) => {
      if (last !== null) frames.push(now - last);
      last = now;
      if (!isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    return {
      stop() {
        isOver = true;
        return frames;
      },
    };
  });
  await work();
  return recorder.evaluate((one) => one.stop());
}

/** By the QR code, spread over some seconds as a lecture does it. */
async function comeIn(
  port: number,
  { code, joinUrl }: { readonly code: string; readonly joinUrl: string },
): Promise<readonly WebSocketWire[]> {
  const key = new URL(joinUrl).searchParams.get('k') ?? '';
  const phones: WebSocketWire[] = [];
  const begun = performance.now();
  for (let at = 0; at < STUDENTS; at += AT_ONCE) {
    await sleep(Math.max(0, begun + (JOIN_MS * at) / STUDENTS - performance.now()));
    const some = Array.from({ length: AT_ONCE }, (_, k) =>
      sitDown(port, `Student ${at + k}`, { room: code, key }),
    );
    phones.push(...(await Promise.all(some)));
  }
  return phones;
}

async function sitDown(port: number, name: string, where: object): Promise<WebSocketWire> {
  const wire = await WebSocketWire.open(port);
  const ticket = randomBytes(32).toString('base64url');
  for (;;) {
    wire.received.length = 0;
    wire.send(`40/player,${JSON.stringify({ ...where, protocol: protocolVersion, name, ticket })}`);
    const answer = await answerOn(wire, (packet) => /^4[24]/.test(packet), 30_000);
    if (answer?.startsWith('42')) return wire;
    const { retryAfterMs } = JSON.parse(answer?.slice(answer.indexOf('{')) ?? '{"data":{}}').data;
    if (retryAfterMs === undefined) throw new Error(`${name} was not let in: ${answer}`);
    await sleep(retryAfterMs);
  }
}

async function guess(phones: readonly WebSocketWire[]): Promise<void> {
  const begun = performance.now();
  for (const [k, phone] of phones.entries()) {
    await sleep(Math.max(0, begun + (GUESS_MS * k) / phones.length - performance.now()));
    const share = Math.round(1000 * (0.5 + 0.4 * Math.sin(k))) / 1000;
    const estimate = { p: [share, Math.round(1000 * (1 - share)) / 1000] };
    const said = { opId: `bench-${k}`, round: 1, estimate, done: true };
    phone.send(`42/player,0${JSON.stringify(['guess', said])}`);
  }
}
