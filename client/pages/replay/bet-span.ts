import type { Band } from '../../../shared/room/events.ts';
import type { Span } from './span.ts';

const step = 0.05;
/** A band never ends at the very edge of the picture. */
const room = 0.01;

/** The part of the axis that holds the jar's share and every band shown, in steps of five points. */
export function betSpan(truth: number, bands: readonly Band[]): Span {
  const low = Math.min(truth, ...bands.map(([from]) => from)) - room;
  const high = Math.max(truth, ...bands.map(([, to]) => to)) + room;
  return [Math.max(0, step * Math.floor(low / step)), Math.min(1, step * Math.ceil(high / step))];
}
