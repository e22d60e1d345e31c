import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { BeliefCard } from './belief-card.tsx';
import { momentAt, type Scope } from './belief-record.ts';
import { ElboDrawsCard } from './elbo-draws-card.tsx';
import { LadderCard } from './ladder-card.tsx';
import type { Span } from './span.ts';
import type { Subject, SubjectId } from './subject.ts';

export interface BeliefCardsProps {
  readonly replay: Replay;
  readonly round: number;
  readonly subjects: readonly Subject[];
  readonly subject: Subject;
  readonly onSubject: (id: SubjectId) => void;
  readonly flavour: number;
  readonly span: Span;
  readonly zoom: JSX.Element;
  readonly truth: number;
}

/** The cards that only a game of beliefs has; all of them show the same belief at the same guess. */
export function BeliefCards(props: BeliefCardsProps): JSX.Element {
  const { replay, round, subject } = props;
  const [scope, setScope] = useState<Scope>('round');
  const moment = momentAt(replay.rounds, subject.series, round);
  return (
    <>
      <BeliefCard {...props} moment={moment} />
      <LadderCard {...props} moment={moment} scope={scope} onScope={setScope} />
      <ElboDrawsCard replay={replay} moment={moment} scope={scope} />
    </>
  );
}
