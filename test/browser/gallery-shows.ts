import {
  type GalleryEntry,
  galleryEntries,
  type phoneStates,
  type scenes,
} from '../../client/pages/gallery/entries.ts';

interface Shown<Name extends string> {
  /** Something that stands on these screens alone. */
  readonly by: string;
  readonly on: readonly Name[];
}

/** What a phone can show, and the states of the gallery that show it. */
const phoneShows: Readonly<Record<string, Shown<(typeof phoneStates)[number]>>> = {
  'the way in': { by: '.join-form', on: ['join', 'join-scanned', 'join-busy'] },
  'no way in': {
    by: '.field-error',
    on: ['unknown', 'locked', 'full', 'ended', 'damaged', 'name-taken'],
  },
  'a page that comes': { by: '[role="status"] h1', on: ['loading', 'loading-lost'] },
  'the lobby and its hunch': { by: '.hunch', on: ['wait', 'wait-hunch', 'wait-belief'] },
  'the draw': { by: '.art svg', on: ['draw'] },
  'the guess, of shares and of beliefs': {
    by: '.guess .draw-card',
    on: ['guess', 'guess-unseen', 'guess-three', 'guess-belief'],
  },
  'the time that runs out, and a host who stops it': {
    by: '.guess .clock',
    on: ['guess-hurry', 'guess-over', 'guess-refused', 'paused'],
  },
  'what was sent': { by: '.tick', on: ['sent', 'sent-three'] },
  'somebody who came late, and what was drawn before': {
    by: '.centred + .draw-card',
    on: ['late', 'result-unscored'],
  },
  'an estimate that came late': { by: '[data-note="missed"]', on: ['missed'] },
  'a host who is away': { by: '[data-note="host"]', on: ['host-away'] },
  'a slow line': { by: '[data-note="slow"]', on: ['slow'] },
  'a disk that is full': { by: '.placing-note[data-state="waiting"]', on: ['unsaved'] },
  'a line that is gone': {
    by: '[data-note="lost"]',
    on: ['lost', 'lost-network', 'lost-server', 'lost-portal'],
  },
  'a seat, a line or a page that is of no use any more': {
    by: '.go .button-primary',
    on: ['removed', 'superseded', 'lost-long', 'outdated'],
  },
  'the result': { by: '.score-card', on: ['result', 'result-first', 'result-belief', 'result-twist'] },
  'the bet': { by: '.bet-band', on: ['bet', 'bet-sealed'] },
  'the end': { by: '.rank-line', on: ['final', 'final-belief'] },
};

/** What the big screen can show; each scene also with the host's controls. */
const stageShows: Readonly<Record<string, Shown<(typeof scenes)[number]>>> = {
  'a lobby': { by: '.name-tray li', on: ['lobby', 'sixty', 'crowd'] },
  'a lobby without guests': { by: '.name-tray ul:empty', on: ['empty'] },
  'the cookies, and the words about them': { by: '.scene-round .learn-card', on: ['drawing', 'three'] },
  'the guesses as they come': {
    by: '.guesses-plot svg',
    on: ['round', 'big', 'belief-round', 'twist-round'],
  },
  'how far off everybody is': {
    by: '.results-columns:not(.results-alone) .chart-plot svg',
    on: ['first', 'results', 'belief-chart', 'belief-results', 'twist-results'],
  },
  'a card to learn from': { by: '.scene-results .learn-card', on: ['learn', 'belief-learn'] },
  'the bet': { by: '.scene-bet', on: ['bet'] },
  'the open jar': { by: '.reveal-podium', on: ['reveal', 'reveal-broken'] },
  'the opened bands': { by: '.scene-bets .chart-plot svg', on: ['bets'] },
  'the way there, against the jar': {
    by: '.results-alone:not(.scene-bets *) .chart-plot svg',
    on: ['rewind'],
  },
  'what was learnt': { by: '.debrief-cards', on: ['debrief', 'belief-debrief', 'ended'] },
};

const otherShows: Readonly<Record<string, string>> = {
  'notice-loading': '[aria-busy="true"] svg',
  'notice-lost': 'h1',
  'notice-fault': 'h1',
  drawings: 'figure',
};

const places: Readonly<Record<GalleryEntry['kind'], ReadonlyMap<string, string>>> = {
  phone: new Map(placesIn(phoneShows)),
  wall: new Map(
    placesIn(stageShows).flatMap(([name, by]): readonly [string, string][] => [
      [name, by],
      [`host-${name}`, `.stage:has(.host-controls) ${by}`],
    ]),
  ),
  desk: new Map(Object.entries(otherShows)),
};

function placesIn(shows: Readonly<Record<string, Shown<string>>>): readonly [string, string][] {
  return Object.values(shows).flatMap(({ by, on }) => on.map((name): [string, string] => [name, by]));
}

/** Something that stands on this screen when it is all there. */
export function standsBy({ name, kind }: Pick<GalleryEntry, 'name' | 'kind'>): string {
  const place = places[kind].get(name);
  if (place === undefined) throw new Error(`The tables do not say what ${name} shows.`);
  return place;
}

/** Entries that the tables forgot, and names of the tables that the gallery does not have. */
export function unpaired(): readonly string[] {
  const entries = galleryEntries.map(({ kind, name }) => `${kind} ${name}`);
  const known = Object.entries(places).flatMap(([kind, names]) =>
    [...names.keys()].map((name) => `${kind} ${name}`),
  );
  return [
    ...entries.filter((name) => !known.includes(name)),
    ...known.filter((name) => !entries.includes(name)),
  ];
}
