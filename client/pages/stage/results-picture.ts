import { useEffect, useState } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import type { StagePart } from './stage-part.ts';

const guessesFirstMs = 7000;

export type ResultsPicture = 'guesses' | 'elbo' | 'chart' | 'learn';

type Shown = Pick<DisplayView, 'phase' | 'round' | 'histogram' | 'thermometer'>;

/** What the results of this room can show, in the order they take turns. */
export function resultsPictures({ phase, histogram, thermometer }: Shown): readonly ResultsPicture[] {
  if (phase !== 'results') return ['chart'];
  return [
    ...(histogram === null ? [] : (['guesses'] as const)),
    ...(thermometer === null || thermometer.length === 0 ? [] : (['elbo'] as const)),
    'chart',
  ];
}

/** The host's choice if it can be shown, else the dots first and then what comes after them. */
export function resultsPicture(view: Shown, part: StagePart, dotsSeen: boolean): ResultsPicture {
  const pictures = resultsPictures(view);
  if (part === 'learn') return 'learn';
  const chosen = pictures.find((picture) => picture === part);
  const [first = 'chart', second = first] = pictures;
  return chosen ?? (first === 'guesses' && dotsSeen ? second : first);
}

/** The one after the one on screen; null where there is only one. */
export function nextPicture(view: Shown, shown: ResultsPicture): ResultsPicture | null {
  const pictures = resultsPictures(view);
  if (shown === 'learn') return 'chart';
  const next = pictures[(pictures.indexOf(shown) + 1) % pictures.length];
  return next === undefined || next === shown ? null : next;
}

/** What the results show now: the dots fall first, then the picture of the round takes their place. */
export function useResultsPicture(view: Shown, part: StagePart): ResultsPicture {
  const scene = `${view.phase} ${view.round}`;
  const [gone, setGone] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setGone(scene), guessesFirstMs);
    return () => clearTimeout(timer);
  }, [scene]);
  return resultsPicture(view, part, gone === scene);
}
