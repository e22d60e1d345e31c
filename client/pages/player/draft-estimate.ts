import type { YouView } from '../../../shared/views/wire.ts';
import { alphaOf } from './alpha.ts';
import type { Draft } from './seat-ticket.ts';
import { estimateOf } from './shares.ts';

/** In the room's own form: shares, or α. */
export function estimateIn({ tenths, cookies }: Draft): readonly number[] {
  return cookies === undefined ? estimateOf(tenths) : alphaOf({ tenths, cookies });
}

/** Whether the seat's estimate is the draft's: it arrived, and only its acknowledgement did not. */
export function isPlaced(draft: Draft, { estimate }: Pick<YouView, 'estimate'>): boolean {
  const [first, second] = [estimate, estimateIn(draft)];
  return first.length === second.length && first.every((one, i) => Math.abs(one - (second[i] ?? 0)) < 1e-9);
}
