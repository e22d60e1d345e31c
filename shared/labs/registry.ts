import { cookieJar } from './cookie-jar.ts';
import type { Lab } from './lab.ts';
import { shapeAndWidth } from './shape-and-width.ts';

/** Every game there is, by the name it has in the settings. */
export const labs: Readonly<Record<'cookie-jar' | 'shape-and-width', Lab>> = {
  'cookie-jar': cookieJar,
  'shape-and-width': shapeAndWidth,
};
