import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { HostSeat } from '../../../../shared/views/wire.ts';
import { Cookie } from '../../../art/cookie.tsx';
import { flavourIds } from '../../../art/flavours.ts';
import { t } from '../../../locales/translate.ts';
import { Dialog } from './dialog.tsx';
import type { HostActs } from './host-acts.ts';

export interface SeatListProps {
  /** How many there are; a large room's list has only some of them. */
  readonly players: number;
  readonly seats: readonly HostSeat[];
  readonly find: HostActs['find'];
  readonly pick: (seat: HostSeat) => void;
  readonly onClose: () => void;
}

/** Who types a name has stopped for a moment when it is asked for. */
const typingMs = 300;

/** Everybody in the room, for when their names are not on screen; where the list has only some, the others by name. */
export function SeatListDialog({ players, seats, find, pick, onClose }: SeatListProps): JSX.Element {
  const [name, setName] = useState('');
  const found = useFound(name.trim(), find);
  const shown = found ?? seats;
  return (
    <Dialog title={t('host.seats', { n: players })} onClose={onClose}>
      {players > seats.length && (
        <div class="field">
          <label for="seat-find">{t('host.find')}</label>
          <input
            id="seat-find"
            class="input"
            type="search"
            maxLength={40}
            autoComplete="off"
            value={name}
            aria-describedby="seat-found"
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <p id="seat-found" role="status">
            {found === null
              ? t('host.find.some', { n: seats.length })
              : t('host.find.found', { n: found.length })}
          </p>
        </div>
      )}
      <ul class="host-seats">
        {shown.map((seat) => (
          <li key={seat.playerId}>
            <button type="button" onClick={() => pick(seat)}>
              <Cookie flavour={flavourIds[seat.cookie] ?? 'choc'} size={24} />
              <span>{seat.name}</span>
              <small>{t(seat.present ? 'host.present' : 'host.away')}</small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** What the server found under the name; null while none is asked for, or the server would not say. */
function useFound(name: string, find: HostActs['find']): readonly HostSeat[] | null {
  const [found, setFound] = useState<readonly HostSeat[] | null>(null);
  useEffect(() => {
    if (name === '') {
      setFound(null);
      return;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      void find(name).then((seats) => isWanted && setFound(seats));
    }, typingMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [name, find]);
  return found;
}
