import type { Page } from './device.ts';
import { currentPage } from './globals.ts';
import type { Line, Network, PageEnd } from './network.ts';

interface Hearing {
  heard(page: Page, frame: string): void;
}

let network: Network | null = null;
let hearing: Hearing | null = null;

/** The network that pages of this run connect through, and who listens with them. */
export function useNetwork(next: Network | null, listener: Hearing | null): void {
  network = next;
  hearing = listener;
}

/** What a browser calls a WebSocket. */
export class LineSocket implements PageEnd {
  binaryType = 'blob';
  onopen: (() => void) | null = null;
  onclose: ((event: object) => void) | null = null;
  onmessage: ((event: { readonly data: string }) => void) | null = null;
  onerror: ((event: object) => void) | null = null;
  readonly #network: Network;
  readonly #line: Line;

  constructor() {
    if (network === null) throw new Error('there is no network');
    this.#network = network;
    this.#line = network.connect(currentPage(), this);
  }

  send(data: string): void {
    this.#network.sendUp(this.#line, data);
  }

  close(): void {
    this.#network.closeFromPage(this.#line);
  }

  opened(): void {
    this.onopen?.();
  }

  receive(frame: string): void {
    hearing?.heard(this.#line.page, frame);
    this.onmessage?.({ data: frame });
  }

  closed(): void {
    this.onclose?.({});
  }
}
