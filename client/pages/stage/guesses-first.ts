import type { DisplayView } from '../../../shared/views/wire.ts';
import { useResultsPicture } from './results-picture.ts';
import type { StagePart } from './stage-part.ts';

/** Whether the results show the dots of the class now. */
export function useGuessesFirst(view: DisplayView, part: StagePart): boolean {
  return useResultsPicture(view, part) === 'guesses';
}
