import { labs } from '../labs/registry.ts';
import type { Estimate } from './events.ts';
import type { RoomSettings } from './settings.ts';

/** The estimate of a seat that has not spoken. */
export function priorOf(settings: Pick<RoomSettings, 'lab' | 'flavours'>): Estimate {
  return labs[settings.lab].initialEstimate(settings.flavours.length);
}
