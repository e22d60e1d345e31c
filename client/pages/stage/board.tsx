import type { JSX } from 'preact';
import type { BoardRow } from '../../../shared/views/wire.ts';
import { SeriesMark } from '../../charts/series.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';

const top = 8;
const marked = 5;

/** The best eight, never the last. Rows travel from the places they held, one after another from the bottom. */
export function Board({ rows, moves }: { rows: readonly BoardRow[]; moves: boolean }): JSX.Element {
  const shown = rows.slice(0, top);
  return (
    <section class="board">
      <header>
        <h2>{t('results.board')}</h2>
        <span>{t('results.board.pts')}</span>
      </header>
      <ol>
        {shown.map((row, i) => (
          <li
            key={row.playerId}
            class={row.rank <= marked ? 'board-top' : ''}
            style={{
              '--from': String(moves ? placesDown(row, i) : 0),
              '--after': String(shown.length - 1 - i),
            }}
          >
            <span class="board-rank">{row.rank}</span>
            {moves && <Move move={row.move} />}
            <span class="board-name">
              {row.rank <= marked ? (
                <SeriesMark kind="top" rank={row.rank} size="1.2em" />
              ) : (
                <i class="board-dot" />
              )}
              <span title={row.name}>{row.name}</span>
            </span>
            <b class="board-total">{formatCount(row.total)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How many rows below its place this row stood before; from off the board it comes in at its foot. */
function placesDown({ move }: BoardRow, index: number): number {
  return Math.max(-index, Math.min(top - index, move ?? 0));
}

function Move({ move }: { move: number | null }): JSX.Element {
  if (move === null) return <span class="board-move" role="img" aria-label={t('results.new')} />;
  if (move === 0) {
    return (
      <span class="board-move board-same" role="img" aria-label={t('results.same')}>
        –
      </span>
    );
  }
  const up = move > 0;
  return (
    <span
      class={up ? 'board-move board-up' : 'board-move board-down'}
      role="img"
      aria-label={t(up ? 'results.up' : 'results.down', { n: Math.abs(move) })}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        {up ? (
          <path d="M10 3L19 17H1z" fill="currentColor" />
        ) : (
          <path
            d="M10 16L2 4H18z"
            fill="none"
            stroke="currentColor"
            stroke-width="2.5"
            stroke-linejoin="round"
          />
        )}
      </svg>
      {Math.abs(move)}
    </span>
  );
}
