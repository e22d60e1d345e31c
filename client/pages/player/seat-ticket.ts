/** The seat's ticket on this device: all a phone needs to come back to its seat after a refresh, a crash or a sleep. */
export interface SeatTicket {
  readonly token: string;
  readonly playerId: string;
  readonly name: string;
}

/** What was set but not yet acknowledged, kept so that a refresh offline loses nothing. */
export interface Draft {
  readonly round: number;
  readonly tenths: readonly number[];
  /** Confidence in cookies' worth; absent in the point game. */
  readonly cookies?: number;
  readonly done: boolean;
}

/** Made on the phone, so that a join whose answer was lost can be asked again and takes one seat. */
export function makeTicket(): string {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
}

const ticketKey = (code: string) => `bakery:seat:${code}`;
const draftKey = (code: string) => `bakery:draft:${code}`;

/** Private windows and full disks refuse storage: the game goes on, only the ticket is lost with the page. */
function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function read<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function drop(key: string): boolean {
  try {
    localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

export const readTicket = (code: string) => read<SeatTicket>(ticketKey(code));
export const keepTicket = (code: string, ticket: SeatTicket) => write(ticketKey(code), ticket);
export const dropTicket = (code: string) => drop(ticketKey(code)) && drop(draftKey(code));
export const readDraft = (code: string) => read<Draft>(draftKey(code));
export const keepDraft = (code: string, draft: Draft) => write(draftKey(code), draft);
export const dropDraft = (code: string) => drop(draftKey(code));
