import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type HostActs, nothingSet } from '../host/room/host-acts.ts';
import { HostControls } from '../host/room/host-controls.tsx';
import { Stage } from '../stage/stage.tsx';
import type { StagePart } from '../stage/stage-part.ts';
import { galleryView } from './fixtures.ts';
import '../host/room/host-room.css';

const idle = (): void => undefined;
const nothing = async (): Promise<null> => null;
const acts: HostActs = {
  start: idle,
  next: idle,
  skip: idle,
  close: idle,
  extend: idle,
  pause: idle,
  resume: idle,
  reveal: idle,
  end: idle,
  lock: idle,
  unlock: idle,
  remove: idle,
  rename: nothing,
  forget: nothing,
  mix: nothing,
  find: nothing,
  again: nothing,
};

const partOf: Readonly<Record<string, StagePart>> = {
  rewind: 'rewind',
  debrief: 'debrief',
  'belief-debrief': 'debrief',
  bets: 'bets',
  learn: 'learn',
  'belief-learn': 'learn',
  results: 'chart',
  'belief-chart': 'chart',
  'belief-results': 'elbo',
  'twist-results': 'elbo',
};

const galleryPart = (screen: string): StagePart => partOf[screen] ?? 'auto';

/** One scene of the big screen with an invented class: /?gallery=lobby, drawing, round, results, reveal … */
export function StageGallery({ screen }: { screen: string }): JSX.Element {
  const [view] = useState(() => galleryView(screen, Date.now()));
  const [part, setPart] = useState<StagePart>(() => galleryPart(screen));
  const [ahead, setAhead] = useState(nothingSet);
  const bare = new URLSearchParams(location.search).has('bare');
  return (
    <Stage
      view={view}
      now={Date.now}
      part={part}
      pickSeat={bare ? undefined : idle}
      controls={
        bare ? undefined : (
          <HostControls
            view={view}
            now={Date.now}
            part={part}
            choosePart={setPart}
            acts={acts}
            ahead={ahead}
            setAhead={setAhead}
            go={idle}
            open={idle}
          />
        )
      }
    />
  );
}
