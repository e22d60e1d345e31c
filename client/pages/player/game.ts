import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { GuessAnswer, PlayerReceives, Welcome } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { RoomSettings } from '../../../shared/room/settings.ts';
import { wholeView, wholeYou } from '../../../shared/views/lean.ts';
import type { PlayerView, Progress, YouView } from '../../../shared/views/wire.ts';
import { type Connection, connect, type Line } from '../../connection.ts';
import { centreOf } from './alpha.ts';
import { estimateIn, isPlaced } from './draft-estimate.ts';
import { makePlacer, type Placing } from './placer.ts';
import {
  dropDraft,
  dropTicket,
  keepDraft,
  keepTicket,
  makeTicket,
  readDraft,
  readTicket,
} from './seat-ticket.ts';
import { sharesOf, type Tenths } from './shares.ts';

export type Gone = 'removed' | 'superseded' | 'left';

export type Me = Pick<Welcome, 'playerId' | 'name' | 'cookie' | 'title' | 'commitment' | 'openedAt'>;

export interface Entry {
  readonly code: string;
  readonly key?: string | undefined;
  readonly name?: string | undefined;
  readonly cookie?: number | undefined;
}

/** What screens may do with the line; keeping it awake is not theirs. */
type ShownLine = Pick<
  Connection<PlayerReceives>,
  'link' | 'lostAt' | 'refused' | 'answer' | 'unsaved' | 'send' | 'serverNow' | 'retry'
>;

/** Everything the phone's screens read, and the few things they can do. */
export interface Game {
  readonly code: string;
  readonly line: ShownLine;
  readonly me: Signal<Me | null>;
  readonly settings: Signal<RoomSettings | null>;
  readonly view: Signal<PlayerView | null>;
  readonly you: Signal<YouView | null>;
  readonly progress: Signal<Progress | null>;
  readonly gone: Signal<Gone | null>;
  /** The teacher's page has no line to the server just now. */
  readonly hostAway: Signal<boolean>;
  /** The round whose estimate came too late, until the next one is placed. */
  readonly missed: Signal<number | null>;
  readonly tenths: Signal<Tenths>;
  /** Confidence of a belief, in cookies' worth; 0 is the flat prior. */
  readonly cookies: Signal<number>;
  readonly placing: Signal<Placing>;
  readonly refusedCode: Signal<string | null>;
  readonly done: Signal<boolean>;
  readonly now: ReadonlySignal<number>;
  readonly secondsLeft: ReadonlySignal<number | null>;
  /** The draw is still being shown on the big screen. */
  readonly showing: ReadonlySignal<boolean>;
  set(tenths: Tenths): void;
  place(done: boolean): void;
  change(): void;
  askForTime(): Promise<boolean>;
  takeOver(): void;
  leave(): Promise<void>;
  close(): void;
}

const tickMs = 200;

/** A game over the network. */
export interface JoinedGame extends Game {
  readonly line: ShownLine & Line;
}

export function joinGame(entry: Entry): JoinedGame {
  const { code } = entry;
  let ticket = readTicket(code);
  const fresh = makeTicket();
  const me = signal<Me | null>(null);
  const settings = signal<RoomSettings | null>(null);
  const view = signal<PlayerView | null>(null);
  const you = signal<YouView | null>(null);
  const progress = signal<Progress | null>(null);
  const gone = signal<Gone | null>(null);
  const hostAway = signal(false);
  const missed = signal<number | null>(null);
  const tenths = signal<Tenths>([]);
  const cookies = signal(0);
  const placing = signal<Placing>('idle');
  const refusedCode = signal<string | null>(null);
  const done = signal(false);
  const now = signal(0);

  const line = connect<PlayerReceives>('/player', () => ({
    room: code,
    protocol: protocolVersion,
    ...(ticket === null
      ? { name: entry.name, cookie: entry.cookie, ticket: fresh }
      : { token: ticket.token }),
    ...(entry.key === undefined ? {} : { key: entry.key }),
  }));

  const placer = makePlacer({
    send: (draft) =>
      line.send<GuessAnswer>('guess', {
        round: draft.round,
        estimate: draft.cookies === undefined ? { p: estimateIn(draft) } : { alpha: estimateIn(draft) },
        done: draft.done,
      }),
    onState: (state, draft, refused) => {
      if (state !== 'waiting') dropDraft(code);
      if (refused?.startsWith('round/')) missed.value = draft.round;
      if (draft.round !== roundOf(view.peek())) {
        if (state === 'refused') refusedCode.value = refused ?? null;
        return;
      }
      placing.value = state;
      refusedCode.value = refused ?? null;
      if (state === 'refused') done.value = false;
    },
  });

  const takeYou = (next: YouView, mayKeep = you.peek()?.round === next.round) => {
    you.value = next;
    if (!mayKeep || placing.peek() !== 'waiting') {
      const belief = settings.peek()?.estimate === 'belief' ? centreOf(next.estimate) : null;
      tenths.value = sharesOf(belief?.shares ?? next.estimate);
      cookies.value = belief?.cookies ?? 0;
      done.value = next.done;
      placing.value = next.placed ? 'received' : 'idle';
    }
  };

  const takeView = (next: PlayerView, fresh = false) => {
    const before = view.peek();
    if (before !== null && next.seq < before.seq && !fresh) return;
    view.value = next;
    if (before !== null && (before.round !== next.round || before.phase !== next.phase)) {
      done.value = false;
      placing.value = 'idle';
      refusedCode.value = null;
      if (next.phase !== 'guessing') placer.forget();
    }
  };

  const takeWelcome = (welcome: Welcome) => {
    if (ticket === null) {
      ticket = { token: fresh, playerId: welcome.playerId, name: welcome.name };
      keepTicket(code, ticket);
    }
    line.learnServerTime(welcome.serverTime);
    me.value = welcome;
    settings.value = welcome.settings;
    progress.value = welcome.progress;
    hostAway.value = welcome.hostAway === true;
    // A lesson played again counts from the beginning.
    const shown = wholeView(welcome.view);
    takeView(shown, true);
    // What waits to be sent in an open round is newer than what the server knows.
    takeYou(wholeYou(welcome.you), open(shown));
    const draft = readDraft(code);
    if (draft === null) return;
    if (draft.round === roundOf(shown) && open(shown)) {
      tenths.value = draft.tenths;
      cookies.value = draft.cookies ?? 0;
      done.value = draft.done;
      if (placing.peek() !== 'waiting') placer.place(draft);
    } else {
      if (!isPlaced(draft, welcome.you)) missed.value = draft.round;
      dropDraft(code);
    }
  };

  line.on('welcome', (welcome) => batch(() => takeWelcome(welcome)));
  line.on('view', (next) => takeView(wholeView(next)));
  line.on('you', (next) => takeYou(wholeYou(next)));
  line.on('progress', (next) => {
    progress.value = next;
  });
  line.on('settings', (next) => {
    settings.value = next.settings;
    if (me.value !== null) me.value = { ...me.value, commitment: next.commitment };
  });
  line.on('renamed', ({ name }) => {
    if (me.value !== null) me.value = { ...me.value, name };
    if (ticket !== null) {
      ticket = { ...ticket, name };
      keepTicket(code, ticket);
    }
  });
  const go = (why: Gone) => {
    line.rest();
    if (why !== 'superseded') dropTicket(code);
    gone.value = why;
  };
  line.on('removed', () => go('removed'));
  line.on('superseded', () => go('superseded'));
  line.on('host', ({ away }) => {
    hostAway.value = away;
  });
  const stopRefusals = effect(() => {
    const refused = line.refused.value;
    if (refused?.code === 'seat/removed') go('removed');
    else if (refused?.code === 'seat/unknown') dropTicket(code);
  });

  const timer = setInterval(() => {
    now.value = line.serverNow();
  }, tickMs);
  now.value = line.serverNow();

  const secondsLeft = computed(() => {
    const seen = view.value;
    if (seen === null) return null;
    if (seen.paused) return seen.remainingMs === null ? null : Math.ceil(seen.remainingMs / 1000);
    if (seen.closesAt === null) return null;
    return Math.max(0, Math.ceil((seen.closesAt - now.value) / 1000));
  });
  const showing = computed(() => {
    const seen = view.value;
    return seen?.phase === 'guessing' && seen.opensAt !== null && now.value < seen.opensAt;
  });

  const place = (isDone: boolean) => {
    const seen = view.peek();
    if (seen === null || !open(seen)) return;
    done.value = isDone;
    missed.value = null;
    const draft = {
      round: roundOf(seen),
      tenths: tenths.peek(),
      done: isDone,
      ...(settings.peek()?.estimate === 'belief' && { cookies: cookies.peek() }),
    };
    keepDraft(code, draft);
    placer.place(draft);
  };

  return {
    code,
    line,
    me,
    settings,
    view,
    you,
    progress,
    gone,
    hostAway,
    missed,
    tenths,
    cookies,
    placing,
    refusedCode,
    done,
    now,
    secondsLeft,
    showing,
    set: (next) => {
      tenths.value = next;
    },
    place,
    change: () => {
      done.value = false;
      place(false);
    },
    askForTime: async () => (await line.send('moreTime')).ok,
    takeOver: () => {
      gone.value = null;
      line.retry();
    },
    leave: async () => {
      await line.send('leave');
      // Who was refused has gone all the same: an open line would keep the seat occupied.
      go('left');
    },
    close: () => {
      stopRefusals();
      clearInterval(timer);
      line.close();
    },
  };
}

function open(view: PlayerView): boolean {
  return view.phase === 'guessing' || view.phase === 'lobby';
}

function roundOf(view: PlayerView | null): number {
  return view === null || view.phase === 'lobby' ? 0 : view.round;
}
