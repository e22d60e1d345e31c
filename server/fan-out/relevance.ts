import type { RecordedEvent, RoomEvent } from '../../shared/room/events.ts';

/** Who has to hear of an event, and how soon. */
type Relevance =
  /** Everybody, at once. */
  | 'stage'
  /** Projectors and hosts soon, phones as a number. */
  | 'roster'
  /** A number. */
  | 'answer'
  | 'nobody';

const relevance: Readonly<Record<RoomEvent['type'], Relevance>> = {
  RoomOpened: 'nobody',
  SettingsChanged: 'stage',
  JarSealed: 'stage',
  MixSpoken: 'stage',
  JarFilled: 'nobody',
  RoomLocked: 'stage',
  RoomUnlocked: 'stage',
  SeatTaken: 'roster',
  SeatConnected: 'roster',
  SeatGone: 'roster',
  SeatRenamed: 'roster',
  SeatLeft: 'roster',
  SeatRemoved: 'roster',
  HunchPlaced: 'answer',
  GameStarted: 'stage',
  CookiesDrawn: 'stage',
  ShowingSkipped: 'stage',
  EstimatePlaced: 'answer',
  MoreTimeAsked: 'roster',
  RoundPaused: 'stage',
  RoundResumed: 'stage',
  RoundExtended: 'stage',
  DeadlineMoved: 'stage',
  RoundClosed: 'stage',
  RoundScored: 'stage',
  BetsOpened: 'stage',
  BetPlaced: 'answer',
  JarRevealed: 'stage',
  TruthScored: 'stage',
  RoomEnded: 'stage',
};

/** Events after which every seat's own view is another. */
const ownViews: ReadonlySet<RoomEvent['type']> = new Set(['SettingsChanged', 'RoundScored', 'TruthScored']);

export interface News {
  readonly stage: boolean;
  readonly roster: boolean;
  readonly answer: boolean;
  readonly ownViews: boolean;
  readonly settings: boolean;
}

export function newsOf(events: readonly RecordedEvent[]): News {
  const types = events.map(({ event }) => event.type);
  const some = (kind: Relevance) => types.some((type) => relevance[type] === kind);
  return {
    stage: some('stage'),
    roster: some('roster'),
    answer: some('answer'),
    ownViews: types.some((type) => ownViews.has(type)),
    settings: types.includes('SettingsChanged'),
  };
}
