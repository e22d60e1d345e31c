import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { theme } from '../../theme.ts';
import { BetScene } from './bet-scene.tsx';
import { BetsScene } from './bets-scene.tsx';
import { DebriefScene } from './debrief-scene.tsx';
import { joinAddressOf } from './join-address.ts';
import { LobbyScene } from './lobby-scene.tsx';
import { ResultsScene } from './results-scene.tsx';
import { RevealScene } from './reveal-scene.tsx';
import { RewindScene } from './rewind-scene.tsx';
import { RoundScene } from './round-scene.tsx';
import type { SceneProps } from './scene.ts';
import type { StagePart } from './stage-part.ts';
import '../../styles/name-fonts.css';
import './stage.css';

export interface StageProps {
  readonly view: DisplayView;
  readonly now: () => number;
  readonly part: StagePart;
  readonly controls?: ComponentChildren;
  readonly pickSeat?: ((playerId: string) => void) | undefined;
  /** The address phones reach, where this browser knows it or was told. */
  readonly joinUrl?: string | undefined;
  readonly banner?: Banner | undefined;
}

/** What the room has to know about the line or the store, above the last picture. */
export interface Banner {
  readonly icon: 'wifi-off' | 'alert' | 'clock';
  readonly words: string;
}

/** The big screen: light until the jar opens, dark from then on, unless somebody chose a theme. */
export function Stage(props: StageProps): JSX.Element {
  const { view, now, part, controls, pickSeat, joinUrl, banner } = props;
  const address = useMemo(() => joinAddressOf(view.code, joinUrl), [view.code, joinUrl]);
  const isOpen = view.phase === 'revealed' || view.phase === 'ended';
  const shade = theme.value === 'auto' ? (isOpen ? 'dark' : 'light') : theme.value;
  return (
    <div class="stage" data-theme={shade}>
      {banner !== undefined && (
        <p class="stage-banner" role="status">
          <Icon name={banner.icon} /> {banner.words}
        </p>
      )}
      {sceneOf({ view, now, address, part, controls, pickSeat })}
    </div>
  );
}

function sceneOf(props: SceneProps): JSX.Element {
  const { view, part } = props;
  switch (view.phase) {
    case 'lobby':
      return <LobbyScene {...props} />;
    case 'guessing':
      return <RoundScene {...props} />;
    case 'results':
      return <ResultsScene key={view.round} {...props} />;
    case 'bet':
      return <BetScene {...props} />;
    case 'revealed':
    case 'ended':
      if (part === 'bets' && view.reveal?.bets != null) return <BetsScene {...props} />;
      if (part === 'rewind') return <RewindScene {...props} />;
      if (part === 'debrief' || (part === 'auto' && view.phase === 'ended'))
        return <DebriefScene {...props} />;
      return <RevealScene {...props} />;
  }
}
