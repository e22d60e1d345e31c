import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Game } from './game.ts';

/** How a bad line is shown. It comes with what only a seated phone needs. */
export interface LineView {
  Notes(props: { readonly game: Game }): JSX.Element | null;
  /** What can be done about it; null while nothing is known but that it is gone. */
  troubleWords(): string | null;
}

export const lineView = signal<LineView | null>(null);
