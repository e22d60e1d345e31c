/** What must hold in every run, by the name a violation is reported under. */
export const invariants = {
  'acknowledged-kept': 'every acknowledged operation is in the log',
  'applied-once': 'no operation is in the log twice',
  'refused-absent': 'an operation that was only ever refused is not in the log',
  'acks-in-order': 'what a page was told later stands later in the log',
  'last-estimate-scored': 'the estimate placed last before the close is the one that is scored',
  'gap-free': 'the log counts from 1 without a gap',
  'fold-is-state': 'folding the log gives the state of the running room',
  'scores-recomputed': 'points, totals, ranks and moves are what an independent count makes of them',
  fairness:
    'seal, draws, scores and chain of every revealed lesson verify, with every receipt that was given',
  'who-is-scored': 'every seat in the room is scored from its first round on, and nobody else',
  'late-joiner': 'the record of a late joiner begins with the round of joining',
  'host-only': 'what moves the game was asked for by a page that holds the host’s key',
  'own-seat-only': 'what a seat says was asked for by the phone of that seat',
  'removed-stays-away': 'a removed seat hears nothing and does nothing any more',
  deadline:
    'estimates count until the deadline and its grace by the server’s clock, no longer and no shorter',
  'restart-deadline': 'after a restart the deadline has moved by the time the server was away',
  'clock-closes': 'a round whose time is up is closed by the clock',
  'auto-close': 'a round with auto-close ends when every present seat is done, and not before',
  'one-line-a-seat': 'of the tabs of one seat one is connected',
  presence: 'a seat is present exactly while its phone is connected',
  sealed: 'seed, salt and the bands of others are in no message before the reveal',
  tokens: 'a secret is in the one message that issued it',
  'counts-only': 'progress says how many and nothing else',
  'names-unique': 'no two seats in play look the same',
  'views-forward': 'no page ever shows an older state than before',
  'views-converge': 'when the faults are over every page shows what a new page would show',
  'placed-in-the-end': 'when the faults are over nothing waits to be acknowledged',
  unhandled: 'nothing was thrown, rejected or logged as an error but what the disk refused',
} as const;

export type Invariant = keyof typeof invariants;
