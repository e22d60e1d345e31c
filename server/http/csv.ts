import type { Replay, ReplayPlayer } from '../../shared/views/wire.ts';

type Cell = string | number | null;

const byteOrderMark = '\uFEFF';

/** What a spreadsheet would take for a formula is text here: a leading apostrophe, as spreadsheets themselves do. */
export function inert(text: string): string {
  return /^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text;
}

export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = inert(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One row per seat and round; round 0 is the hunch before the first draw. Empty cells: not yet joined, no guess in this
 * round, or nothing scored. Columns: player_id, name, round, drawn_<flavour> (cookies of this round's draw),
 * estimate_<flavour> (share from 0 to 1), kl (nats, as scored live), points, total, rank, kl_jar (nats from the jar).
 */
export function csvOf(replay: Replay): string {
  const { flavours } = replay.settings;
  const header = [
    ...['player_id', 'name', 'round'],
    ...flavours.map((flavour) => `drawn_${flavour}`),
    ...flavours.map((flavour) => `estimate_${flavour}`),
    ...['kl', 'points', 'total', 'rank', 'kl_jar'],
  ];
  const rows = replay.players.flatMap((player) => rowsOf(player, replay));
  return byteOrderMark + [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function rowsOf(player: ReplayPlayer, { rounds, settings: { flavours } }: Replay): Cell[][] {
  const drawn = new Map(rounds.map(({ round, counts }) => [round, counts]));
  return [0, ...drawn.keys()].map((round) => [
    ...[player.playerId, player.name, round],
    ...flavours.map((_, flavour) => drawn.get(round)?.[flavour] ?? null),
    ...flavours.map((_, flavour) => player.estimates[round]?.[flavour] ?? null),
    player.kl[round] ?? null,
    player.points[round] ?? null,
    player.totals[round] ?? null,
    player.ranks[round] ?? null,
    player.klJar[round] ?? null,
  ]);
}
