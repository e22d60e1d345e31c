import type { PlayerId } from '../../../shared/room/events.ts';
import type { BotName } from '../../../shared/room/settings.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import type { SeriesKind } from '../../charts/series.tsx';
import type { BeliefSeries } from './belief-record.ts';
import type { Followed } from './followed.ts';

/** Whose belief is looked at: `player …` one who is followed, `bot …`, or `class`: all beliefs pooled into one. */
export type SubjectId = `player ${PlayerId}` | `bot ${BotName}` | 'class';

export interface Subject {
  readonly id: SubjectId;
  readonly name: string;
  readonly kind: SeriesKind;
  /** 1…5 of one who is followed. */
  readonly slot?: number | undefined;
  readonly series: BeliefSeries;
}

export interface SubjectWords {
  readonly bot: (bot: BotName) => string;
  readonly pooled: string;
}

/** Everybody who can be chosen: the bots, the class, and who is followed. */
export function subjectsOf(
  { players, bots, crowd }: Pick<Replay, 'players' | 'bots' | 'crowd'>,
  followed: readonly Followed[],
  words: SubjectWords,
): readonly Subject[] {
  const subjects: Subject[] = bots.map((bot) => ({
    id: `bot ${bot.bot}`,
    name: words.bot(bot.bot),
    kind: 'bot',
    series: bot,
  }));
  if (players.length > 1) subjects.push({ id: 'class', name: words.pooled, kind: 'mean', series: crowd });
  for (const { playerId, slot } of followed) {
    const player = players.find((one) => one.playerId === playerId);
    if (player !== undefined)
      subjects.push({ id: `player ${playerId}`, name: player.name, kind: 'top', slot, series: player });
  }
  return subjects;
}

/** The one asked for; if that is gone, who was followed last, else the bot that takes small steps. */
export function subjectNow(subjects: readonly Subject[], wanted: SubjectId | null): Subject | null {
  const asked = subjects.find(({ id }) => id === wanted);
  const last = subjects.findLast(({ kind }) => kind === 'top');
  return asked ?? last ?? subjects.find(({ id }) => id === 'bot svi') ?? subjects[0] ?? null;
}
