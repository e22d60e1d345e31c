import { dropTicket, readTicket } from '../player/seat-ticket.ts';

export interface OwnSeat {
  readonly code: string;
  readonly name: string;
  readonly token: string;
}

const seatKey = /^bakery:seat:(\d{6,12})$/;

/** The seats this browser holds a ticket for. */
export function ownSeats(): readonly OwnSeat[] {
  return Object.keys(localStorage).flatMap((key) => {
    const code = seatKey.exec(key)?.[1];
    const ticket = code === undefined ? null : readTicket(code);
    return code === undefined || ticket === null ? [] : [{ code, name: ticket.name, token: ticket.token }];
  });
}

/** Has the server erase the name of a seat, and lets go of its ticket here; null when nobody could be asked. */
export async function eraseName({ code, token }: OwnSeat): Promise<'done' | 'gone' | null> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`/api/seats/${code}/name`, { method: 'DELETE', headers }).catch(() => null);
  if (response === null || (!response.ok && response.status !== 404)) return null;
  dropTicket(code);
  return response.ok ? 'done' : 'gone';
}
