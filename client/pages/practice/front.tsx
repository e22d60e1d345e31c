import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { t } from '../../locales/translate.ts';
import { BetScene } from '../stage/bet-scene.tsx';
import { BetsScene } from '../stage/bets-scene.tsx';
import { DebriefScene } from '../stage/debrief-scene.tsx';
import { ResultsScene } from '../stage/results-scene.tsx';
import { RevealScene } from '../stage/reveal-scene.tsx';
import { RewindScene } from '../stage/rewind-scene.tsx';
import { RoundScene } from '../stage/round-scene.tsx';
import type { SceneProps } from '../stage/scene.ts';
import type { StagePart } from '../stage/stage-part.ts';
import '../stage/stage.css';

export interface FrontProps {
  readonly view: DisplayView;
  readonly now: () => number;
  readonly part: StagePart;
  /** The own phone stands beside it and is the page's main part. */
  readonly beside: boolean;
}

const nobodyJoins = { url: '', spoken: '' };

/** The big screen's own scenes, small; the lights follow the device, since nobody sits in a dark room. */
export function Front({ view, now, part, beside }: FrontProps): JSX.Element {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const main = box.current?.querySelector('main');
    if (!beside || main === null || main === undefined) return;
    main.removeAttribute('id');
    main.removeAttribute('tabindex');
    main.setAttribute('role', 'none');
  });
  return (
    <section ref={box} class="practice-front" aria-label={t('practice.front')}>
      <div class="stage">{sceneOf({ view, now, part, address: nobodyJoins })}</div>
    </section>
  );
}

function sceneOf(props: SceneProps): JSX.Element | null {
  switch (props.view.phase) {
    case 'lobby':
      return null;
    case 'guessing':
      return <RoundScene {...props} />;
    case 'results':
      return <ResultsScene key={props.view.round} {...props} />;
    case 'bet':
      return <BetScene {...props} />;
    case 'revealed':
    case 'ended':
      if (props.part === 'bets') return <BetsScene {...props} />;
      if (props.part === 'rewind') return <RewindScene {...props} />;
      return props.part === 'debrief' ? <DebriefScene {...props} /> : <RevealScene {...props} />;
  }
}
