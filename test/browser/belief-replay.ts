import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { nats, units } from './belief-hand.ts';
import { elboOfOne, klOfBeliefs, logEvidence, logOrders, posterior } from './belief-sums.ts';

type Counts = readonly number[];

export interface Played {
  readonly name: string;
  readonly q: readonly number[];
  readonly round: number;
  /** This round's cookies, and those of the rounds before. */
  readonly draw: Counts;
  readonly before: Counts;
}

const plus = (a: Counts, b: Counts): Counts => a.map((n, k) => n + (b[k] ?? 0));

/** Log evidence = ELBO + KL and ΣL_i = ELBO, for one belief: of the round's draws, of all of them, of the counts alone. */
export async function elboAddsUp(page: Page, played: Played): Promise<void> {
  const { name, q, round, draw, before } = played;
  const all = plus(draw, before);
  await page.getByRole('slider', { name: 'Go to round' }).fill(String(round));
  await page.getByRole('combobox', { name: 'Belief shown' }).selectOption({ label: name });
  const kl = klOfBeliefs(q, posterior(all)).total;
  const scopes = [
    { scope: 'Per round', counts: draw, earlier: before, orders: 0 },
    { scope: 'In total', counts: all, earlier: [0, 0], orders: 0 },
    { scope: 'Counts only', counts: all, earlier: [0, 0], orders: logOrders(all) },
  ];
  for (const { scope, counts, earlier, orders } of scopes) {
    await page.getByRole('button', { name: scope, exact: true }).click();
    const line = page.locator('.replay-equation b');
    const digits = kl >= 0.1 || kl < 5e-5 ? 2 : 4;
    const evidence = nats(logEvidence(counts, earlier) + orders, digits);
    await expect.poll(() => line.allInnerTexts()).toEqual([evidence, expect.any(String), nats(kl, digits)]);
    const [top = 0, elbo = 0, gap = 0] = (await line.allInnerTexts()).map((text) => units(text, digits));
    expect(top, `${name}, round ${round}, ${scope}`).toBe(elbo + gap);

    const rows = page.locator('.replay-draws tbody tr');
    const together: number[] = [];
    for (const [k, row] of (await rows.all()).entries()) {
      const [each = '', count, sum = ''] = await row.getByRole('cell').allInnerTexts();
      const one = elboOfOne(q, k, counts, earlier);
      expect(each).toBe(nats(one, 3));
      expect(count).toBe(String(counts[k]));
      together.push(units(sum, digits));
      // A unit may go to the largest part, so that the column adds up.
      expect(Math.abs(units(sum, digits) / 10 ** digits - (counts[k] ?? 0) * one)).toBeLessThan(
        2 / 10 ** digits,
      );
    }
    expect(together.length).toBe(2);
    const feet = await page.locator('.replay-draws tfoot tr td:last-child').allInnerTexts();
    const [last = 0, ...others] = feet.map((text) => units(text, digits)).toReversed();
    expect([...together, ...others].reduce((a, b) => a + b, 0)).toBe(last);
    expect(last).toBe(elbo);
  }
  const costs = await page.locator('.replay-costs dd b').allInnerTexts();
  const digits = kl >= 0.1 || kl < 5e-5 ? 2 : 4;
  const [centre = 0, width = 0] = costs.map((text) => units(text, digits));
  expect(centre + width).toBe(units(nats(kl, digits), digits));
}

/** A round that counted the other direction has no place on the ladder. */
export async function twistIsApart(page: Page, name: string, round: number): Promise<void> {
  await page.getByRole('slider', { name: 'Go to round' }).fill(String(round));
  await page.getByRole('combobox', { name: 'Belief shown' }).selectOption({ label: name });
  await page.getByText(/^This round scored the other direction/).waitFor();
  expect(await page.locator('.replay-equation').count()).toBe(0);
}
