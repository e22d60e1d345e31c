import type { ComponentChildren } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import type { JoinAddress } from './join-address.ts';
import type { StagePart } from './stage-part.ts';

/** What every scene of the big screen is given; the host's page adds buttons, the projector's has none. */
export interface SceneProps {
  readonly view: DisplayView;
  /** Milliseconds by the server's clock. */
  readonly now: () => number;
  readonly address: JoinAddress;
  readonly part: StagePart;
  readonly controls?: ComponentChildren;
  readonly pickSeat?: ((playerId: string) => void) | undefined;
}
