import { payloads } from '../../shared/protocol.ts';
import type { Clock } from '../clock.ts';
import { type Rule, rule } from './guard.ts';

/** The server's time, for whoever shows a countdown or wonders whether the line still stands. */
export function timeRule(clock: Clock): Rule<unknown> {
  return rule(payloads.empty, () => ({ ok: true, serverTime: clock.now() }));
}
