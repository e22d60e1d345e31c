/** Every code a refusal can carry, in the protocol and inside the rules; the words for each live in the locales. */
export const errorCodes = [
  'room/unknown',
  'room/locked',
  'room/full',
  'room/queued',
  'room/ended',
  'room/damaged',
  'server/full',
  'server/stopping',
  'seat/unknown',
  'seat/removed',
  'name/invalid',
  'name/personal',
  'name/taken',
  'name/reserved',
  'round/not-open',
  'round/other',
  'estimate/malformed',
  'estimate/out-of-range',
  'op/conflict',
  'phase/not-now',
  'host/required',
  'settings/invalid',
  'rate/slow-down',
  'protocol/outdated',
  'payload/malformed',
  'store/unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
}

export function refuse(code: ErrorCode): Refusal {
  return { ok: false, code };
}
