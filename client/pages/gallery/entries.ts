/** The big screen's scenes, each with the host's controls and without. */
export const scenes = [
  ...['empty', 'lobby', 'sixty', 'crowd'],
  ...['drawing', 'round', 'big', 'three', 'belief-round', 'twist-round'],
  ...['first', 'results', 'learn', 'belief-results', 'belief-chart', 'belief-learn', 'twist-results'],
  ...['bet', 'reveal', 'reveal-broken', 'bets', 'rewind', 'debrief', 'belief-debrief', 'ended'],
] as const;

export const phoneStates = [
  ...(['join', 'join-scanned', 'join-busy'] as const),
  ...(['unknown', 'locked', 'full', 'ended', 'damaged', 'name-taken'] as const),
  ...(['loading', 'loading-lost', 'outdated'] as const),
  ...(['wait', 'wait-hunch', 'wait-belief'] as const),
  ...(['draw'] as const),
  ...([
    'guess',
    'guess-hurry',
    'guess-unseen',
    'guess-three',
    'guess-belief',
    'guess-over',
    'guess-refused',
  ] as const),
  ...(['paused'] as const),
  ...(['sent', 'sent-three'] as const),
  ...(['late', 'missed', 'host-away', 'slow', 'unsaved'] as const),
  ...(['lost', 'lost-network', 'lost-server', 'lost-portal', 'lost-long'] as const),
  ...(['result', 'result-first', 'result-unscored', 'result-belief', 'result-twist'] as const),
  ...(['bet', 'bet-sealed', 'final', 'final-belief'] as const),
  ...(['removed', 'superseded'] as const),
] as const;

export type PhoneState = (typeof phoneStates)[number];

/** What the laptop's shell says where no page can stand. */
const notices = ['notice-loading', 'notice-lost', 'notice-fault'] as const;

export interface GalleryEntry {
  readonly name: string;
  readonly address: string;
  readonly kind: 'phone' | 'wall' | 'desk';
}

/** Every screen in every state that needs no server, under an address of its own. */
export const galleryEntries: readonly GalleryEntry[] = [
  ...phoneStates.map((name) => ({ name, address: `/play?gallery=${name}`, kind: 'phone' }) as const),
  ...scenes.map((name) => ({ name, address: `/?gallery=${name}&bare`, kind: 'wall' }) as const),
  ...scenes.map((name) => ({ name: `host-${name}`, address: `/?gallery=${name}`, kind: 'wall' }) as const),
  ...notices.map((name) => ({ name, address: `/?gallery=${name}`, kind: 'desk' }) as const),
  { name: 'drawings', address: '/?gallery=drawings', kind: 'desk' },
];
