import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LobbySeat } from '../../../shared/views/wire.ts';
import { Cookie } from '../../art/cookie.tsx';
import { flavourIds } from '../../art/flavours.ts';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { trayLayout } from './tray-layout.ts';
import { useArrivals } from './use-arrivals.ts';

const turnMs = 6000;
/** More letters than stand in one line of a column. */
const longName = 8;

const measure = (name: string): string => ([...name].length > longName ? 'name-long' : '');

export interface NameTrayProps {
  readonly seats: readonly LobbySeat[];
  readonly players: number;
  readonly pickSeat?: ((playerId: string) => void) | undefined;
}

export function NameTray({ seats, players, pickSeat }: NameTrayProps): JSX.Element {
  const arrived = useArrivals(seats);
  const { columns, perPage } = trayLayout(arrived.length);
  const crowded = arrived.length > 80 || players > arrived.length + 80;
  const pages = crowded ? 1 : Math.max(1, Math.ceil(arrived.length / perPage));
  const page = useTurning(pages);
  const shown = crowded ? arrived.slice(-perPage) : arrived.slice(page * perPage, (page + 1) * perPage);
  const others = crowded ? players - shown.length : 0;
  return (
    <div class="name-tray">
      <ul
        class={perPage > 30 ? 'name-tray-dense' : ''}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${Math.ceil(perPage / columns)}, minmax(0, 1fr))`,
        }}
      >
        {shown.map((seat) => (
          <li key={seat.playerId} class="drop-in">
            <Cookie flavour={flavourIds[seat.cookie] ?? 'choc'} size="100%" class="name-cookie" />
            {pickSeat === undefined ? (
              <span class={measure(seat.name)} title={seat.name}>
                {seat.name}
              </span>
            ) : (
              <button
                type="button"
                class={measure(seat.name)}
                title={seat.name}
                onClick={() => pickSeat(seat.playerId)}
              >
                {seat.name}
              </button>
            )}
          </li>
        ))}
        {others > 0 && <li class="name-tray-others">{t('lobby.more', { n: formatCount(others) })}</li>}
      </ul>
    </div>
  );
}

function useTurning(pages: number): number {
  const [page, setPage] = useState(0);
  useEffect(() => {
    if (pages < 2) return;
    const timer = setInterval(() => setPage((old) => (old + 1) % pages), turnMs);
    return () => clearInterval(timer);
  }, [pages]);
  return page % pages;
}
