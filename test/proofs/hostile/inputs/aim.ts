import type { AttackedRoom } from '../stage.ts';

export type Namespace = '/player' | '/display' | '/host';

/** Where an input is sent. */
export interface Aim {
  readonly namespace: Namespace;
  readonly room: AttackedRoom;
  /** The running round, 0 in the lobby. */
  readonly round: number;
}

/** One input of the list of hostile inputs, as packets of the engine's; none of them may change the room. */
export interface Hostile {
  readonly number: number;
  readonly what: string;
  readonly on?: readonly Namespace[];
  packets(aim: Aim): readonly string[];
}

/** The number under which an answer to a hostile message comes back. */
export const ackId = 7;

/** An event as it stands on the wire; the arguments are JSON already, so that they can be wrong. */
export function event(namespace: Namespace, name: string, json: string, id: number | '' = ackId): string {
  return `42${namespace},${id}[${JSON.stringify(name)}${json === '' ? '' : `,${json}`}]`;
}
