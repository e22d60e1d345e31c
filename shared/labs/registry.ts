import { cookieJar } from './cookie-jar.ts';
import type { Lab } from './lab.ts';

/** Every game there is, by the name it has in the settings. */
export const labs = {
  'cookie-jar': cookieJar,
} as const satisfies Readonly<Record<string, Lab>>;
