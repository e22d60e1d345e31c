import { completeSettings } from '../../../shared/room/complete-settings.ts';
import { presets } from '../../../shared/room/presets.ts';
import type { TallyLevel } from '../../../shared/room/settings.ts';
import { type Language, roomLanguage } from '../../locales/languages.ts';
import { t } from '../../locales/translate.ts';
import { deviceClock } from './clock.ts';
import { openPractice, type Practice, type PracticeNames } from './practice-game.ts';
import { tempers } from './simulated-class.ts';

/** The recommended lesson without a clock: the teacher who tries it and the student who revises take their time. */
export function beginPractice(language: Language, tally: TallyLevel): Practice {
  const lesson = presets(roomLanguage(language)).find(({ id }) => id === 'lesson');
  const settings = completeSettings({ ...lesson?.settings, tally, guessSeconds: null, autoClose: true });
  if (!settings.ok) throw new Error(`the practice lesson is refused for its ${settings.field}`);
  return openPractice({
    settings,
    seed: hex32(),
    salt: hex32(),
    chance,
    clock: deviceClock,
    names: practiceNames(),
  });
}

/** What everybody is called in the language on screen. */
export function practiceNames(): PracticeNames {
  const mates = tempers.map(({ id }) => [id, t(`practice.mate.${id}`)] as const);
  return { ...Object.fromEntries(mates), me: t('results.me') } as PracticeNames;
}

function hex32(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function chance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}
