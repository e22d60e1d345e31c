import type { DisplayView } from '../../../shared/views/wire.ts';

export interface TimeLeft {
  readonly seconds: number;
  /** 1 full, 0 over. */
  readonly fraction: number;
  readonly warn: boolean;
}

const warnFromS = 10;

/** What is left to guess; null without a limit. Before the opening it stands full. */
export function timeLeft(
  view: Pick<DisplayView, 'opensAt' | 'closesAt' | 'paused' | 'remainingMs' | 'settings'>,
  now: number,
): TimeLeft | null {
  const { opensAt, closesAt, paused, remainingMs, settings } = view;
  const left = paused ? remainingMs : closesAt === null ? null : closesAt - Math.max(now, opensAt ?? now);
  if (left === null || settings.guessSeconds === null) return null;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const whole = Math.max(
    settings.guessSeconds * 1000,
    closesAt !== null && opensAt !== null ? closesAt - opensAt : 0,
  );
  return { seconds, fraction: Math.min(1, Math.max(0, left / whole)), warn: seconds <= warnFromS && !paused };
}
