import { signal } from '@preact/signals';
import type { RoomSettings } from '../../../shared/room/settings.ts';
import type { HostView, PlayerView, YouView } from '../../../shared/views/wire.ts';
import { centreOf } from '../player/alpha.ts';
import type { Gone, JoinedGame } from '../player/game.ts';
import type { Placing } from '../player/placer.ts';
import { sharesOf } from '../player/shares.ts';
import { galleryView } from './fixtures.ts';
import { curveOf, names } from './invented-class.ts';
import { inventedLine, type LineState } from './invented-line.ts';

/** Not a moment of any lesson: what is counted from a clock stands still. */
const now = Date.UTC(2026, 8, 14, 1, 30);

export interface InventedPhone {
  /** Whose room the phone looks at; without one it has no seat yet. */
  readonly scene?: string;
  readonly view?: Partial<HostView>;
  readonly you?: Partial<YouView>;
  readonly line?: LineState;
  readonly settings?: Partial<RoomSettings>;
  readonly gone?: Gone;
  readonly hostAway?: boolean;
  readonly missed?: number;
  readonly placing?: Placing;
  readonly refusedCode?: string;
  readonly done?: boolean;
  readonly secondsLeft?: number;
  readonly showing?: boolean;
}

const nickname = names[4] ?? '';

function youIn({ round, phase }: HostView): YouView {
  const scored = phase === 'guessing' ? round - 1 : round;
  const curve = curveOf(4, scored);
  return {
    ...{ seq: 1, round, fromRound: 1, estimate: [0.684, 0.316], placed: false, done: false },
    ...{ curve, klJar: null, bet: null },
    score:
      scored < 1
        ? null
        : {
            ...{ round: scored, kl: curve.at(-1) ?? 0, gap: curve.at(-1) ?? 0, parts: null, elbo: null },
            ...{ points: 742, total: 742 * scored, rank: 7, of: names.length, move: 2 },
          },
  };
}

/** The phone of somebody in an invented class, over a line that leads nowhere. */
export function inventPhone(phone: InventedPhone): JoinedGame {
  const room = galleryView(phone.scene ?? 'lobby', now);
  const botCurve = room.bots?.find(({ bot }) => bot === 'svi')?.curve ?? null;
  const view: HostView & PlayerView = { ...room, botCurve, ...phone.view };
  const settings: RoomSettings = { ...room.settings, ...phone.settings };
  const you: YouView = { ...youIn(view), ...phone.you };
  const belief = settings.estimate === 'belief' ? centreOf(you.estimate) : null;
  const isSeated = phone.scene !== undefined;
  const me = {
    ...{ playerId: 'p4', name: nickname, cookie: 2, title: view.title },
    ...{ commitment: view.commitment, openedAt: view.openedAt },
  };
  const game: JoinedGame = {
    code: view.code,
    line: inventedLine(phone.line ?? {}, now),
    me: signal(isSeated ? me : null),
    settings: signal(isSeated ? settings : null),
    view: signal(isSeated ? view : null),
    you: signal(isSeated ? you : null),
    progress: signal({ round: view.round, answered: 19, done: 12, players: names.length }),
    gone: signal(phone.gone ?? null),
    hostAway: signal(phone.hostAway ?? false),
    missed: signal(phone.missed ?? null),
    tenths: signal(sharesOf(belief?.shares ?? you.estimate)),
    cookies: signal(belief?.cookies ?? 0),
    placing: signal(phone.placing ?? 'idle'),
    refusedCode: signal(phone.refusedCode ?? null),
    done: signal(phone.done ?? false),
    now: signal(now),
    secondsLeft: signal(phone.secondsLeft ?? (view.phase === 'guessing' ? 17 : null)),
    showing: signal(phone.showing ?? false),
    set: (tenths) => {
      game.tenths.value = tenths;
    },
    place: (isDone) => {
      game.done.value = isDone;
      game.placing.value = 'received';
    },
    change: () => {
      game.done.value = false;
    },
    askForTime: async () => true,
    takeOver: () => {
      game.gone.value = null;
    },
    leave: async () => {
      game.gone.value = 'left';
    },
    close: () => {},
  };
  return game;
}
