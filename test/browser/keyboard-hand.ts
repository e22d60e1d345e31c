import type { Locator, Page } from 'playwright-core';

const mostSteps = 80;
/** Room for a ring around the control. */
const ringPx = 8;

/** Goes from control to control until the wanted one has the keyboard; each on the way must show that it has it. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  const passed: string[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(where);
    if (stop === null) continue;
    if (!stop.inSight) throw new Error(`${stop.what} has the keyboard and is out of sight`);
    if (!stop.ringed && !(await looksOtherwise(page))) {
      throw new Error(`${stop.what} has the keyboard and does not show it`);
    }
    passed.push(stop.what);
  }
  throw new Error(`the keyboard does not reach ${wanted}; it came by ${[...new Set(passed)].join(', ')}`);
}

export async function pressOn(page: Page, wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

interface Stop {
  readonly what: string;
  readonly inSight: boolean;
  readonly ringed: boolean;
}

/** What has the keyboard now, and whether a style of its own or of what draws it shows that. */
function where(): Stop | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const words = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30);
  const drawn = [element, element.nextElementSibling, element.closest('label')].filter((one) => one !== null);
  const ringed = drawn.some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const inSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  return { what: `${element.tagName.toLowerCase()} "${words}"`, inSight, ringed };
}

/** For a ring around a part no style can be asked of, such as the thumb of a slider: the picture with and without it. */
async function looksOtherwise(page: Page): Promise<boolean> {
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement);
  const box = await focused.asElement()?.boundingBox();
  if (box == null) return false;
  const clip = {
    x: Math.max(0, box.x - ringPx),
    y: Math.max(0, box.y - ringPx),
    width: box.width + 2 * ringPx,
    height: box.height + 2 * ringPx,
  };
  const withRing = await page.screenshot({ clip });
  await focused.evaluate((element) => element.blur());
  const without = await page.screenshot({ clip });
  await focused.evaluate((element) => element.focus());
  return !withRing.equals(without);
}
