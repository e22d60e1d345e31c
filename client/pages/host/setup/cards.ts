import type { Draft, FaultyField } from './draft.ts';

export interface Fault {
  readonly field: FaultyField;
  readonly words: string;
}

export interface CardProps {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  /** Shown only after the host tried to open the room. */
  readonly fault: Fault | null;
}
