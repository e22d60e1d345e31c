import type { Page } from 'playwright-core';
import type { Bakery } from '../support/browser-classroom.ts';
import type { Language, Seeded } from './seeded-rooms.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Screen {
  readonly name: string;
  readonly path: string;
  readonly sizes: readonly [Size, ...Size[]];
  /** Something that stands on this screen alone. */
  readonly ready: string;
  readonly touch?: boolean;
  /** What this browser remembers from before. */
  readonly memory?: Readonly<Record<string, string>>;
  readonly act?: (page: Page) => Promise<void>;
  /** Nothing may be below the fold. */
  readonly inSight?: boolean;
  /** Errors on the console that belong to the screen. */
  readonly faults?: RegExp;
}

export interface Screens {
  readonly screens: readonly Screen[];
  /** What the screens show, to be closed once all have been seen. */
  readonly rooms: readonly Seeded[];
}

export type List = (bakery: Bakery, language: Language) => Promise<Screens>;

export const desk: Size = { width: 1440, height: 900 };
export const wall: Size = { width: 1920, height: 1080 };
export const smallWall: Size = { width: 1280, height: 720 };
export const hand: Size = { width: 390, height: 844 };
export const smallHand: Size = { width: 320, height: 568 };
export const handAcross: Size = { width: 844, height: 390 };
