export const speeds = [0.5, 1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

/** How long a round stands at 1×. */
const roundMs = 900;

export interface Playhead {
  /** 0 = before the first draw. */
  readonly round: number;
  readonly last: number;
  readonly playing: boolean;
  readonly speed: Speed;
}

export type Move =
  | { readonly type: 'go'; readonly round: number }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'home' | 'end' | 'toggle' | 'tick' }
  | { readonly type: 'speed'; readonly speed: Speed };

export function playheadAt(round: number, last: number): Playhead {
  return { round: clamp(round, last), last, playing: false, speed: 1 };
}

/** Taking the playhead by hand stops the playback; playback stops at the end and never begins again by itself. */
export function moved(head: Playhead, move: Move): Playhead {
  switch (move.type) {
    case 'go':
      return stopAt(head, move.round);
    case 'step':
      return stopAt(head, head.round + move.by);
    case 'home':
      return stopAt(head, 0);
    case 'end':
      return stopAt(head, head.last);
    case 'toggle':
      if (head.playing) return { ...head, playing: false };
      return { ...head, playing: head.last > 0, round: head.round === head.last ? 0 : head.round };
    case 'tick': {
      if (!head.playing) return head;
      const round = clamp(head.round + 1, head.last);
      return { ...head, round, playing: round < head.last };
    }
    case 'speed':
      return { ...head, speed: move.speed };
  }
}

export function tickMs({ speed }: Playhead): number {
  return roundMs / speed;
}

/** What a key pressed anywhere on the page asks for. */
export function keyMove(key: string): Move | null {
  switch (key) {
    case 'ArrowLeft':
      return { type: 'step', by: -1 };
    case 'ArrowRight':
      return { type: 'step', by: 1 };
    case 'Home':
      return { type: 'home' };
    case 'End':
      return { type: 'end' };
    case ' ':
      return { type: 'toggle' };
    default: {
      const speed = speeds[Number(key) - 1];
      return /^[1-4]$/.test(key) && speed !== undefined ? { type: 'speed', speed } : null;
    }
  }
}

function stopAt(head: Playhead, round: number): Playhead {
  return { ...head, round: clamp(round, head.last), playing: false };
}

function clamp(round: number, last: number): number {
  return Number.isFinite(round) ? Math.min(last, Math.max(0, Math.round(round))) : last;
}
