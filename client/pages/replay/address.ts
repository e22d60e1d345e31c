/** What a link to a moment of a replay says: `?round=5&player=…&player=…`. */
export interface Moment {
  readonly round: number | null;
  /** Null where the link names nobody: the page then chooses. */
  readonly players: readonly string[] | null;
}

export function readMoment(search: string): Moment {
  const asked = new URLSearchParams(search);
  const round = asked.get('round') ?? '';
  const players = asked.getAll('player').filter((id) => id !== '');
  return {
    round: /^\d{1,4}$/.test(round) ? Number(round) : null,
    players: asked.has('player') ? players : null,
  };
}

/** The query string for a moment; what else stands in it stays. An empty choice of players is a choice. */
export function writeMoment(search: string, { round, players }: Moment): string {
  const asked = new URLSearchParams(search);
  asked.delete('round');
  asked.delete('player');
  if (round !== null) asked.set('round', String(round));
  for (const id of players?.length === 0 ? [''] : (players ?? [])) asked.append('player', id);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}
