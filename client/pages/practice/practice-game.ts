import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { BetAnswer, Reply } from '../../../shared/protocol.ts';
import type { CompleteSettings } from '../../../shared/room/complete-settings.ts';
import { displayView } from '../../../shared/views/display.ts';
import { liveHistogram } from '../../../shared/views/histogram.ts';
import { playerView } from '../../../shared/views/player.ts';
import { progressOf } from '../../../shared/views/progress.ts';
import type { DisplayView, PlayerView, Progress, YouView } from '../../../shared/views/wire.ts';
import { youView } from '../../../shared/views/you.ts';
import type { Link } from '../../connection.ts';
import type { Game, Me } from '../player/game.ts';
import type { Placing } from '../player/placer.ts';
import { estimateOf, sharesOf, type Tenths } from '../player/shares.ts';
import { seatClass } from './class-at-work.ts';
import type { PracticeClock } from './clock.ts';
import { openLocalRoom } from './local-room.ts';
import type { Chance, TemperId } from './simulated-class.ts';

/** The one who plays, and what everybody is called. */
export type PracticeNames = Readonly<Record<TemperId | 'me', string>>;

export interface Practice {
  /** What the phone's own screens read. */
  readonly game: Game;
  /** What the big screen would show. */
  readonly front: ReadonlySignal<DisplayView>;
  start(): void;
  skip(): void;
  next(): void;
  reveal(): void;
  rename(names: PracticeNames): void;
  close(): void;
}

export interface PracticeParts {
  readonly settings: CompleteSettings;
  readonly seed: string;
  readonly salt: string;
  readonly chance: Chance;
  readonly clock: PracticeClock;
  readonly names: PracticeNames;
}

const me = 'me';
const myCookie = 0;
const tickMs = 200;

/** A whole lesson for one: the server's rules, a simulated class, and the phone's game over both. */
export function openPractice({
  settings: complete,
  seed,
  salt,
  chance,
  clock,
  ...rest
}: PracticeParts): Practice {
  const { settings, title } = complete;
  const room = openLocalRoom({ settings: complete, seed, salt, now: clock.now });
  const { open, seats } = room.state;
  room.act({ type: 'join', playerId: me, tokenHash: me, cookie: myCookie }, me);
  room.act({ type: 'connect', playerId: me, connection: me }, me);
  let names = rest.names;

  const look = () => {
    const called = new Map<string, string>(Object.entries(names));
    const seat = seats.get(me);
    if (seat === undefined) throw new Error('the seat of the one who plays is gone');
    return {
      view: playerView(open),
      you: youView(open, me, seat),
      front: displayView(open, called, title, { histogram: liveHistogram(open, seats) }),
    };
  };

  const classmates = seatClass({ room, chance, clock, onAct: () => refresh() });
  const first = look();
  const view = signal<PlayerView | null>(first.view);
  const you = signal<YouView | null>(first.you);
  const front = signal(first.front);
  const progress = signal<Progress | null>(progressOf(open));
  const tenths = signal<Tenths>(sharesOf(first.you.estimate));
  const placing = signal<Placing>('idle');
  const refusedCode = signal<string | null>(null);
  const done = signal(false);
  const now = signal(clock.now());
  const { commitment, openedAt } = open;
  const iAm = (name: string): Me => ({ playerId: me, name, cookie: myCookie, title, commitment, openedAt });
  const whoAmI: Game['me'] = signal(iAm(names.me));

  const refresh = () => {
    const before = view.peek();
    const seen = look();
    batch(() => {
      now.value = clock.now();
      view.value = seen.view;
      you.value = seen.you;
      front.value = seen.front;
      progress.value = progressOf(open);
      const newRound = seen.view.phase === 'guessing' && seen.view.round !== before?.round;
      if (!newRound) return;
      done.value = false;
      placing.value = 'idle';
      refusedCode.value = null;
      tenths.value = sharesOf(seen.you.estimate);
    });
  };

  const step = (act: () => ErrorCode | null): ErrorCode | null => {
    const refused = act();
    if (refused === null) classmates.follow();
    refresh();
    return refused;
  };

  const place = (isDone: boolean) => {
    const refused = step(() =>
      room.act(
        { type: 'guess', playerId: me, round: open.round, estimate: estimateOf(tenths.peek()), done: isDone },
        me,
      ),
    );
    placing.value = refused === null ? 'received' : 'refused';
    refusedCode.value = refused;
    done.value = isDone && refused === null;
    if (done.peek()) classmates.hurry();
  };

  const bet = (band: readonly [number, number]): Reply<BetAnswer> => {
    const refused = step(() => room.act({ type: 'bet', playerId: me, band }, me));
    return refused === null
      ? { ok: true, band, seq: open.seq, head: open.head }
      : { ok: false, error: { code: refused, message: '' } };
  };

  let stopTicking = () => {};
  const tick = () => {
    now.value = clock.now();
    stopTicking = clock.setTimer(clock.now() + tickMs, tick);
  };
  tick();

  const game: Game = {
    code: open.code,
    line: wholeLine(clock.now, bet),
    me: whoAmI,
    settings: signal(settings),
    view,
    you,
    progress,
    gone: signal(null),
    hostAway: signal(false),
    missed: signal(null),
    tenths,
    cookies: signal(0),
    placing,
    refusedCode,
    done,
    now,
    secondsLeft: signal(null),
    showing: computed(() => {
      const seen = view.value;
      return seen?.phase === 'guessing' && seen.opensAt !== null && now.value < seen.opensAt;
    }),
    set: (next) => {
      tenths.value = next;
    },
    place,
    change: () => place(false),
    askForTime: async () => false,
    takeOver: () => {},
    leave: async () => {},
    close: () => {},
  };

  return {
    game,
    front,
    start: () => void step(() => room.act({ type: 'start' })),
    skip: () => void step(() => room.act({ type: 'skip' })),
    next: () => void step(() => room.act({ type: 'next', draws: 1 })),
    reveal: () => {
      classmates.finish();
      step(() => room.act({ type: 'reveal' }));
    },
    rename: (called) => {
      names = called;
      whoAmI.value = iAm(called.me);
      refresh();
    },
    close: () => {
      stopTicking();
      classmates.rest();
    },
  };
}

/** A line that never breaks, because it leads nowhere: only a sealed band is handed over on it. */
function wholeLine(
  now: () => number,
  bet: (band: readonly [number, number]) => Reply<BetAnswer>,
): Game['line'] {
  const send = async (event: string, payload: object = {}): Promise<Reply<object>> => {
    if (event === 'bet' && 'band' in payload) return bet(payload.band as readonly [number, number]);
    return { ok: false, error: { code: 'phase/not-now', message: '' } };
  };
  return {
    link: signal<Link>('online'),
    lostAt: signal(null),
    unsaved: signal(false),
    refused: signal(null),
    answer: signal(null),
    send: send as Game['line']['send'],
    serverNow: now,
    retry: () => {},
  };
}
