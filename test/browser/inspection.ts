import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Area } from '../support/picture.ts';
import { top } from '../support/run.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const pictures = join(top, 'artefacts', 'screens');

/** Takes the picture beside which the design's own is held. */
export function photograph(page: Page, name: string): Promise<Uint8Array> {
  // Two cores paint a projector's picture without a graphics card.
  return page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled', timeout: 60_000 });
}

/** Where something stands that no two days have alike: seconds, and the date of a paper to be printed. */
export function varying(page: Page): Promise<readonly Area[]> {
  return page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      }),
    '[role="timer"], .time-bar, .round-timer, p:has(+ section > .privacy-check)',
  );
}

/** Light or dark, whatever the device and the phase of the lesson would choose. */
export async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate((wanted) => {
    for (const part of document.querySelectorAll<HTMLElement>('html, .stage')) part.dataset.theme = wanted;
  }, theme);
}

/** The texts of the page that are set in the font of the sign. */
export function signTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const parent = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (words === '' || parent === null || parent.closest('.visually-hidden') !== null) continue;
      if (/^["']?Jua/.test(getComputedStyle(parent).fontFamily)) found.push(words);
    }
    return found;
  });
}

/** Every breach of WCAG 2.0–2.2 A and AA that a program can find, or those of one rule alone. */
export async function breaches(page: Page, rule?: string): Promise<readonly string[]> {
  // Evaluated from outside the page, so that its own policy for scripts stays as it is.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run({
        runOnly,
        resultTypes: ['violations'],
      }),
    rule === undefined ? { type: 'tag', values: wcag } : { type: 'rule', values: [rule] },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const [, why = ''] = failureSummary.split('\n');
      return `${id}: ${target.join(' ')} ${why.trim()}`;
    }),
  );
}

/** What does not fit: a page wider than its window, and words that leave the box they stand in. */
export function misfits(page: Page, everythingInSight: boolean): Promise<readonly string[]> {
  // A phone's own idea of its width grows with a page that is too wide.
  const width = page.viewportSize()?.width ?? 0;
  return page.evaluate(
    ([inSight, innerWidth]) => {
      const slack = 2;
      const found: string[] = [];
      const { scrollWidth, scrollHeight } = document.documentElement;
      if (scrollWidth > innerWidth) found.push(`${scrollWidth} px wide in a window of ${innerWidth}`);
      if (inSight && scrollHeight > innerHeight + 1) {
        found.push(`${scrollHeight} px high in a window of ${innerHeight}`);
      }
      const boxes = 'button, a.button, .button, .card, .pill, .stepper, td, th, dd, dt';
      const isHidden = (element: Element): boolean =>
        element.closest('.visually-hidden, .skip-link, [hidden], option, title, style, script') !== null ||
        !(element as HTMLElement).checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const words = node.textContent?.trim() ?? '';
        const parent = node.parentElement;
        if (words === '' || parent === null || isHidden(parent)) continue;
        // Cut short on purpose, and told in full when pointed at.
        if (parent.title === words && getComputedStyle(parent).overflowX === 'hidden') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect();
        if (text.width === 0) continue;
        let scrolled = false;
        for (
          let box: Element | null = parent;
          box !== null && box !== document.body;
          box = box.parentElement
        ) {
          const style = getComputedStyle(box);
          const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
          if (scrolls) {
            scrolled = true;
            break;
          }
          const clips = style.overflowX !== 'visible' && style.display !== 'inline';
          if (!clips && !box.matches(boxes)) continue;
          const edge = box.getBoundingClientRect();
          const over = Math.max(edge.left - text.left, text.right - edge.right);
          // A line of large letters is a little higher than the box it is set in.
          const above = Math.max(4, 0.2 * Number.parseFloat(getComputedStyle(parent).fontSize));
          const under = Math.max(edge.top - text.top, text.bottom - edge.bottom) - above;
          if (Math.max(over, under) > slack) {
            const name = `${box.tagName.toLowerCase()}.${box.getAttribute('class') ?? ''}`;
            found.push(`"${words}" leaves ${name} by ${Math.round(Math.max(over, under))} px`);
            break;
          }
        }
        if (!scrolled && text.right > innerWidth + slack) found.push(`"${words}" leaves the window`);
      }
      return found;
    },
    [everythingInSight, width] as const,
  );
}
