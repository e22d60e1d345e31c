import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { nats, units } from './belief-hand.ts';
import type { Cost } from './belief-sums.ts';

/** First and second flavour among this draw's cookies, once all of them have landed. */
export async function readDraw(page: Page, size: number): Promise<readonly [number, number]> {
  const card = page.locator('section', { has: page.getByRole('heading', { name: `This draw of ${size}` }) });
  const [, chocolate, vanilla] = /Chocolate\s*(\d+)\s*Vanilla\s*(\d+)/.exec(await card.innerText()) ?? [];
  return [Number(chocolate), Number(vanilla)];
}

export interface Hanging {
  readonly name: string;
  readonly cost: Cost;
}

const digits = 3;

/** The thermometer's own sum adds up as printed, and everybody hangs as far down as they should. */
export async function thermometerShows(
  page: Page,
  rows: readonly Hanging[],
  evidence: number,
  twist: boolean,
): Promise<void> {
  const card = page.locator('.elbo-card');
  await card.waitFor();
  const said = (await card.locator('.elbo-sum').innerText()).replace(/\s+/g, ' ');
  const first = rows.find(({ name }) => said.startsWith(name));
  if (first === undefined) throw new Error(`nobody’s sum: ${said}`);
  const numbers = (await card.locator('.elbo-sum b').allInnerTexts()).map((text) => units(text, digits));
  const [, centre = '', width = ''] = /= centre (\S+) \+ width (\S+)$/.exec(said) ?? [];
  expect([centre, width]).toEqual([first.cost.centre, first.cost.width].map((part) => nats(part, digits)));
  const kl = units(centre, digits) + units(width, digits);
  const top = units(nats(evidence, digits), digits);
  expect(numbers).toEqual(twist ? [kl] : [top, top - kl, kl]);

  const chart = card.getByRole('img');
  const title = (await chart.getAttribute('aria-label')) ?? '';
  const drawn = (await chart.textContent()) ?? '';
  if (!twist) expect(drawn).toContain(`log evidence ln p(D) = ${nats(evidence, 2)}`);
  for (const { name, cost } of rows) {
    expect(title).toContain(`${name} ${nats(cost.total, 2)}`);
    expect(drawn).toContain(`${name} ${nats(-cost.total, cost.total >= 10 ? 1 : cost.total >= 0.1 ? 2 : 3)}`);
  }
}
