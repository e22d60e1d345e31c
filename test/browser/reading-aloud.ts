import type { CDPSession, Page } from 'playwright-core';

interface AxValue {
  readonly value?: unknown;
}
interface AxNode {
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly backendDOMNodeId?: number;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

/** One thing a screen reader comes by. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly level: number | undefined;
  /** What it says of its value: "68.0 percent". */
  readonly valueText: string | undefined;
}

const needsName = new Set([
  ...['button', 'link', 'textbox', 'slider', 'checkbox', 'radio', 'combobox', 'spinbutton', 'switch'],
  ...['image', 'progressbar', 'dialog', 'region'],
]);

/** The page as the browser hands it to a screen reader, in its order. */
export async function readAloud(page: Page): Promise<readonly Spoken[]> {
  const wire = await page.context().newCDPSession(page);
  const { nodes } = (await wire.send('Accessibility.getFullAXTree')) as { nodes: readonly AxNode[] };
  const spoken: Spoken[] = [];
  for (const { ignored, role, name, backendDOMNodeId, properties = [] } of nodes) {
    if (ignored) continue;
    const level = properties.find((one) => one.name === 'level')?.value.value;
    spoken.push({
      role: String(role?.value ?? ''),
      name: String(name?.value ?? '').trim(),
      level: level === undefined ? undefined : Number(level),
      valueText: role?.value === 'slider' ? await valueTextOf(wire, backendDOMNodeId) : undefined,
    });
  }
  await wire.detach();
  return spoken;
}

/** Chromium tells screen readers, and since its version 156 no longer its debugger: there it is read off the element. */
async function valueTextOf(wire: CDPSession, backendNodeId: number | undefined): Promise<string | undefined> {
  if (backendNodeId === undefined) return undefined;
  const { node } = await wire.send('DOM.describeNode', { backendNodeId });
  const { attributes = [] } = node;
  const name = attributes.findIndex((text, k) => k % 2 === 0 && text === 'aria-valuetext');
  return name === -1 ? undefined : attributes[name + 1];
}

/** What would leave somebody who only hears the page in the dark. */
export function unheard(tree: readonly Spoken[]): readonly string[] {
  const nameless = tree.filter(({ role, name }) => needsName.has(role) && name === '');
  const mains = tree.filter(({ role }) => role === 'main').length;
  const titles = tree.filter(({ role, level }) => role === 'heading' && level === 1).length;
  return [
    ...nameless.map(({ role }) => `a ${role} without a name`),
    ...(mains === 1 ? [] : [`${mains} main parts`]),
    ...(titles === 1 ? [] : [`${titles} headings of the first level`]),
  ];
}

/** Writes down whatever the live regions say, from the page's first moment. */
export async function listenIn(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    new MutationObserver(() => {
      for (const region of document.querySelectorAll('[aria-live]')) {
        const said = region.textContent ?? '';
        if (said !== '' && !heard.includes(said)) heard.push(said);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard);
}
