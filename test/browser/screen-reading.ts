import type { Page } from 'playwright-core';
import type { Tongue } from './phone-hand.ts';
import { whole } from './phone-hand.ts';

/** Chocolate and vanilla, of this draw and so far, as a screen shows them. */
export interface Tally {
  readonly draw: readonly [number, number];
  readonly sofar: readonly [number, number];
}

const flavours = {
  ko: {
    region: '이번 100개',
    counts: /초콜릿\s*(\d+)[\s\S]*?바닐라\s*(\d+)/,
    sofar: /누적 [\d,]+개\s*(\d+) : (\d+)/,
  },
  en: {
    region: 'This 100',
    counts: /Chocolate\s*(\d+)[\s\S]*?Vanilla\s*(\d+)/,
    sofar: /All [\d,]+\s*(\d+) : (\d+)/,
  },
} as const;

/** The big screen's card beside the tray, once every cookie has landed. */
export async function readDrawOnStage(page: Page, round: number): Promise<Tally> {
  await page.getByText(`Round ${round} of 15`, { exact: true }).waitFor();
  const card = page.locator('section', { has: page.getByRole('heading', { name: 'This draw of 100' }) });
  const text = (await card.innerText()).replaceAll(',', '');
  const [draw, chocolate, vanilla] = /Chocolate\s*(\d+)\s*Vanilla\s*(\d+)/.exec(text) ?? [];
  const sofar = /\d+ so far\s+(\d+)\s+(\d+)/.exec(text);
  if (draw === undefined || sofar === null) throw new Error(`no tally: ${text}`);
  return { draw: [Number(chocolate), Number(vanilla)], sofar: [Number(sofar[1]), Number(sofar[2])] };
}

export async function readDrawOnPhone(page: Page, tongue: Tongue, round: number): Promise<Tally> {
  const { region, counts, sofar } = flavours[tongue];
  const heading = tongue === 'ko' ? `라운드 ${round} / 15` : `Round ${round} of 15`;
  await page.getByText(heading, { exact: true }).waitFor();
  const text = (await page.getByRole('region', { name: region }).innerText()).replaceAll(',', '');
  const draw = counts.exec(text);
  if (draw === null) throw new Error(`no draw: ${text}`);
  // In the first round this draw is everything so far.
  const all = sofar.exec(text) ?? draw;
  return { draw: [Number(draw[1]), Number(draw[2])], sofar: [Number(all[1]), Number(all[2])] };
}

export interface BoardLine {
  readonly rank: number;
  /** Places gained; null where there was no round before. */
  readonly move: number | null;
  readonly name: string;
  readonly total: number;
}

export async function readBoard(page: Page): Promise<readonly BoardLine[]> {
  const board = page.locator('section', { has: page.getByRole('heading', { name: 'Leaderboard' }) });
  await board.waitFor();
  const lines: BoardLine[] = [];
  for (const line of await board.getByRole('listitem').all()) {
    const texts = (await line.innerText())
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const total = texts.at(-1) ?? '';
    const name = texts.at(-2) ?? '';
    const moves = await line.getByRole('img', { name: /^(up \d+|down \d+|no change)$/ }).all();
    const said = moves[0] === undefined ? null : await moves[0].getAttribute('aria-label');
    lines.push({
      rank: Number(texts[0]),
      move: said === null ? null : placesOf(said),
      name,
      total: whole(total),
    });
  }
  return lines;
}

function placesOf(said: string): number {
  const [, way, places] = /^(up|down) (\d+)$/.exec(said) ?? [];
  return way === undefined ? 0 : Number(places) * (way === 'up' ? 1 : -1);
}

export interface TableRow {
  readonly rank: number | null;
  readonly guess: string;
  readonly kl: string;
}

/** The replay's players as of the playhead. */
export async function readTable(page: Page): Promise<readonly TableRow[]> {
  const rows = page.getByRole('table', { name: /^Players/ }).getByRole('row');
  const lines: TableRow[] = [];
  for (const row of await rows.all()) {
    const [rank = '', guess = '', kl = ''] = await row.getByRole('cell').allInnerTexts();
    // Bots and the class mean hold no rank, not even a dash.
    if (rank.trim() === '') continue;
    lines.push({ rank: rank === '–' ? null : Number(rank), guess, kl });
  }
  return lines;
}
