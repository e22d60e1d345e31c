import { fairnessScreens } from './fairness-screens.ts';
import { nameScreens } from './name-screens.ts';
import { privacyScreens } from './privacy-screens.ts';
import type { List } from './screen.ts';
import { laptopScreens, phoneScreens, projectorScreens } from './screen-list.ts';

interface ScreenGroup {
  readonly group: string;
  readonly list: List;
  /** Whether the pictures are held against how the screens looked: what the gallery shows is held there. */
  readonly held?: true;
}

export const screenGroups: readonly ScreenGroup[] = [
  { group: 'laptop', list: laptopScreens, held: true },
  { group: 'projector', list: projectorScreens },
  { group: 'phone', list: phoneScreens },
  { group: 'fairness', list: fairnessScreens },
  { group: 'name', list: nameScreens },
  { group: 'privacy', list: privacyScreens },
];

export const languages = ['ko', 'en'] as const;
