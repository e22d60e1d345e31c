import { type ErrorCode, errorCodes } from '../../../shared/errors.ts';
import type { OpenedRoom, PrivacyFacts, RoomSummary, TakenRoom } from '../../../shared/protocol.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import type { Replay } from '../../../shared/views/wire.ts';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode | 'offline';
      readonly replayId?: string | undefined;
      /** Seconds the server asks to wait. */
      readonly waitS?: number;
    };

/** An ended room's refusal says where its replay is. */
interface Refusal {
  readonly error?: { readonly code?: string; readonly replayId?: string };
  readonly replayId?: string;
}

async function ask<T>(path: string, init?: RequestInit): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, { cache: 'no-store', ...init });
  } catch {
    return { ok: false, code: 'offline' };
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: body as T };
  const refusal = (body ?? {}) as Refusal;
  const code = errorCodes.find((known) => known === refusal.error?.code) ?? 'internal';
  const waitS = Number(response.headers.get('retry-after') ?? 0);
  return { ok: false, code, replayId: refusal.error?.replayId ?? refusal.replayId, waitS };
}

const bearer = (hostToken: string) => ({ headers: { authorization: `Bearer ${hostToken}` } });

export const lookUpRoom = (code: string) =>
  ask<RoomSummary & { readonly replayId?: string | null }>(`/api/rooms/${code}`);

/** With the host's token the replay answers although its link is closed. */
export const getReplay = (replayId: string, hostToken?: string) =>
  ask<Replay>(`/api/replays/${replayId}`, hostToken === undefined ? {} : bearer(hostToken));

export const openRoom = (settings: SettingsInput, hostPassword?: string) =>
  ask<OpenedRoom>('/api/rooms', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(hostPassword === undefined ? { settings } : { settings, hostPassword }),
  });

/** With the code on paper this device becomes the host; a host asks without one for another code. */
export const takeHost = (code: string, hostToken: string, recoveryCode?: string) =>
  ask<TakenRoom>(`/api/rooms/${code}/host`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hostToken, recoveryCode }),
  });

export const getPrivacy = () => ask<PrivacyFacts>('/api/privacy');

export interface SelfCheck {
  readonly title: string;
  readonly lead: readonly string[];
  readonly parts: readonly {
    readonly title: string;
    readonly rows: readonly { readonly asked: string; readonly answer: string; readonly shown: string }[];
  }[];
  readonly foot: readonly string[];
}

export const getSelfCheck = () => ask<SelfCheck>('/api/privacy/self-check');

export const deleteRoom = (replayId: string, hostToken: string) =>
  ask<null>(`/api/rooms/${replayId}`, { method: 'DELETE', ...bearer(hostToken) });

export const forgetNames = (replayId: string, hostToken: string) =>
  ask<null>(`/api/rooms/${replayId}/names`, { method: 'DELETE', ...bearer(hostToken) });

/** Saves the table with the names that only the host may see. */
export async function saveCsv(replayId: string, hostToken: string, fileName: string): Promise<boolean> {
  const response = await fetch(`/api/replays/${replayId}/export.csv`, bearer(hostToken)).catch(() => null);
  if (response === null || !response.ok) return false;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}
