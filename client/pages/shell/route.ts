import { type PresetId, presets } from '../../../shared/room/presets.ts';

export type Route =
  | { readonly page: 'landing' | 'setup' | 'rooms' | 'practice' | 'privacy' | 'selfCheck' | 'check' | 'lost' }
  | { readonly page: 'room' | 'display'; readonly code: string }
  | { readonly page: 'replay'; readonly id: string }
  | { readonly page: 'plan'; readonly preset: PresetId };

const named = ['rooms', 'practice', 'privacy', 'check'] as const;

/** What a path of the site shows; a path nobody knows shows the friendly page for the lost. */
export function routeOf(pathname: string): Route {
  const [first = '', second, ...rest] = pathname.split('/').filter((part) => part !== '');
  if (rest.length > 0) return { page: 'lost' };
  if (second === undefined) {
    if (first === '') return { page: 'landing' };
    if (first === 'host') return { page: 'setup' };
    return { page: named.find((page) => page === first) ?? 'lost' };
  }
  if (first === 'privacy' && second === 'self-check') return { page: 'selfCheck' };
  if (first === 'plan') {
    const preset = presets('ko').find(({ id }) => id === second)?.id;
    return preset === undefined ? { page: 'lost' } : { page: 'plan', preset };
  }
  if (first === 'replay') return { page: 'replay', id: second };
  const code = /^\d{6,12}$/.test(second) ? second : undefined;
  if (code === undefined) return { page: 'lost' };
  if (first === 'host') return { page: 'room', code };
  return first === 'display' ? { page: 'display', code } : { page: 'lost' };
}
