export interface TrayLayout {
  readonly columns: number;
  readonly perPage: number;
}

/** Up to thirty on one tray, up to eighty on pages that turn, beyond that the latest and how many others. */
export function trayLayout(seats: number): TrayLayout {
  if (seats <= 30) return { columns: 5, perPage: 30 };
  return seats <= 80 ? { columns: 6, perPage: Math.ceil(seats / 2) } : { columns: 5, perPage: 29 };
}
