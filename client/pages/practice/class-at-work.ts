import type { PracticeClock } from './clock.ts';
import type { LocalRoom } from './local-room.ts';
import { bandOf, type Chance, guessOf, type Temper, tempers, thinkingMs } from './simulated-class.ts';

export interface ClassParts {
  readonly room: LocalRoom;
  readonly chance: Chance;
  readonly clock: PracticeClock;
  /** One of them did something by themselves. */
  readonly onAct: () => void;
}

export interface ClassAtWork {
  /** Lets them think about what has just been asked, if it is new. */
  follow(): void;
  /** Nobody keeps the one who plays waiting. */
  hurry(): void;
  /** Whatever they still meant to do, now. */
  finish(): void;
  /** Nothing more. */
  rest(): void;
}

const hurriedMs = 1500;
const flavoursOfCookies = 5;

/** Takes nine seats, gives each a hunch, and then has them answer at their own pace. */
export function seatClass({ room, chance, clock, onAct }: ClassParts): ClassAtWork {
  const { open, seats } = room.state;
  let asked = `${open.phase} ${open.round}`;
  const waiting = new Map<Temper, () => void>();

  tempers.forEach((temper, i) => {
    const { id } = temper;
    room.act({ type: 'join', playerId: id, tokenHash: id, cookie: (i + 1) % flavoursOfCookies }, id);
    room.act({ type: 'connect', playerId: id, connection: id }, id);
    answer(temper);
  });

  function answer(temper: Temper): void {
    const { id: playerId } = temper;
    const estimate = seats.get(playerId)?.estimate ?? [];
    if (open.phase === 'bet') {
      room.act({ type: 'bet', playerId, band: bandOf(temper, estimate, open.drawn) }, playerId);
      return;
    }
    const guess = guessOf(
      temper,
      open.draws.map(({ counts }) => counts),
      estimate,
      chance,
    );
    room.act({ type: 'guess', playerId, round: open.round, estimate: guess, done: true }, playerId);
  }

  function answerAt(temper: Temper, at: number): void {
    waiting.get(temper)?.();
    const cancel = clock.setTimer(at, () => {
      waiting.delete(temper);
      answer(temper);
      onAct();
    });
    waiting.set(temper, cancel);
  }

  const rest = (): void => {
    for (const cancel of waiting.values()) cancel();
    waiting.clear();
  };

  return {
    follow: () => {
      const question = `${open.phase} ${open.round}`;
      if (question === asked) return;
      asked = question;
      rest();
      if (open.phase !== 'guessing' && open.phase !== 'bet') return;
      const from = Math.max(clock.now(), open.opensAt ?? 0);
      for (const temper of tempers) answerAt(temper, from + thinkingMs(temper, chance));
    },
    hurry: () => {
      for (const temper of [...waiting.keys()]) answerAt(temper, clock.now() + hurriedMs * chance());
    },
    finish: () => {
      const late = [...waiting.keys()];
      rest();
      for (const temper of late) answer(temper);
    },
    rest,
  };
}
