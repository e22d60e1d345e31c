import type { AttackedRoom } from '../stage.ts';

export interface RaidedPlace {
  readonly port: number;
  /** Null: there is no such room. */
  readonly room: AttackedRoom | null;
}

/** A hostile input that is more than packets of a joined connection; what is wrong with the outcome, or nothing. */
export interface Raid {
  readonly number: number;
  readonly what: string;
  /** Waits for a time limit of the server's: tried once, not in every phase. */
  readonly slow?: true;
  run(place: RaidedPlace): Promise<string | undefined>;
}
