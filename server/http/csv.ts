import { shareOf } from '../../shared/labs/share-of.ts';
import type { Replay, ReplayPlayer, ReplayRound } from '../../shared/views/wire.ts';

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

interface Column {
  readonly name: string;
  readonly of: (player: ReplayPlayer, round: number) => Cell;
}

/**
 * One row per seat and round; round 0 is the hunch before the first draw. Empty cells: not yet joined, no guess in this
 * round, or nothing scored. Columns: player_id, name, round, drawn_<flavour> (cookies of this round's draw),
 * estimate_<flavour> (share from 0 to 1), kl (nats, as scored live), points, total, rank, kl_jar (nats from the jar).
 * In a belief room the estimate is the mean of the belief, kl its whole gap, and further columns say the rest:
 * alpha_<flavour> (the parameters of the belief), centre, width (the gap's parts), twist (1 where the gap is
 * KL(posterior‖belief)), elbo (log evidence − gap, draws in their order, nats; empty in a twist). With bets, in a seat's
 * last row only: bet_low, bet_high (shares), bet_cost (points of a percent), bet_hit (1 if the jar was in the band).
 */
export function* csvPieces(replay: Replay): Generator<string> {
  const columns = columnsOf(replay);
  const rounds = [0, ...replay.rounds.map(({ round }) => round)];
  yield byteOrderMark + lineOf(columns.map(({ name }) => name));
  for (const player of replay.players) {
    yield rounds.map((round) => lineOf(columns.map((column) => column.of(player, round)))).join('');
  }
}

function lineOf(row: readonly Cell[]): string {
  return `${row.map(csvCell).join(',')}\r\n`;
}

function columnsOf(replay: Replay): readonly Column[] {
  const { rounds, settings } = replay;
  const drawn = new Map(rounds.map(({ round, counts }) => [round, counts]));
  const perFlavour = (name: string, of: (player: ReplayPlayer, round: number, flavour: number) => Cell) =>
    settings.flavours.map((flavour, k) => ({
      name: `${name}_${flavour}`,
      of: (player: ReplayPlayer, round: number) => of(player, round, k),
    }));
  const shareIn = ({ estimates }: ReplayPlayer, round: number, flavour: number): Cell => {
    const estimate = estimates[round] ?? null;
    return estimate === null ? null : (shareOf(settings, estimate)[flavour] ?? null);
  };
  return [
    { name: 'player_id', of: ({ playerId }) => playerId },
    { name: 'name', of: ({ name }) => name },
    { name: 'round', of: (_, round) => round },
    ...perFlavour('drawn', (_, round, flavour) => drawn.get(round)?.[flavour] ?? null),
    ...perFlavour('estimate', shareIn),
    { name: 'kl', of: ({ kl }, round) => kl[round] ?? null },
    { name: 'points', of: ({ points }, round) => points[round] ?? null },
    { name: 'total', of: ({ totals }, round) => totals[round] ?? null },
    { name: 'rank', of: ({ ranks }, round) => ranks[round] ?? null },
    { name: 'kl_jar', of: ({ klJar }, round) => klJar[round] ?? null },
    ...(settings.estimate === 'belief'
      ? [
          ...perFlavour('alpha', ({ estimates }, round, flavour) => estimates[round]?.[flavour] ?? null),
          ...beliefColumns(rounds),
        ]
      : []),
    ...(settings.bet ? betColumns(rounds.at(-1)?.round ?? 0) : []),
  ];
}

function beliefColumns(rounds: readonly ReplayRound[]): readonly Column[] {
  const byRound = new Map(rounds.map((row) => [row.round, row]));
  return [
    { name: 'centre', of: ({ parts }, round) => parts?.[round]?.centre ?? null },
    { name: 'width', of: ({ parts }, round) => parts?.[round]?.width ?? null },
    { name: 'twist', of: (_, round) => (round === 0 ? null : Number(byRound.get(round)?.twist ?? false)) },
    {
      name: 'elbo',
      of({ kl }, round) {
        const drawn = byRound.get(round);
        const gap = kl[round] ?? null;
        return gap === null || !drawn?.belief || drawn.twist ? null : drawn.belief.logEvidence - gap;
      },
    },
  ];
}

function betColumns(last: number): readonly Column[] {
  const atTheEnd =
    (of: (bet: NonNullable<ReplayPlayer['bet']>) => number) =>
    ({ bet }: ReplayPlayer, round: number): Cell =>
      round === last && bet !== null ? of(bet) : null;
  return [
    { name: 'bet_low', of: atTheEnd(({ band: [low] }) => low) },
    { name: 'bet_high', of: atTheEnd(({ band: [, high] }) => high) },
    { name: 'bet_cost', of: atTheEnd(({ cost }) => cost) },
    { name: 'bet_hit', of: atTheEnd(({ hit }) => Number(hit)) },
  ];
}
