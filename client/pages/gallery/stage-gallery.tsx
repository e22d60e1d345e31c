import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HostActs } from '../host/room/host-acts.ts';
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
  mix: nothing,
  again: nothing,
};

/** One scene of the big screen with an invented class: /?gallery=lobby, drawing, round, results, reveal … */
export function StageGallery({ screen }: { screen: string }): JSX.Element {
  const [view] = useState(() => galleryView(screen, Date.now()));
  const [part, setPart] = useState<StagePart>(() =>
    screen === 'rewind' || screen === 'debrief' || screen === 'learn'
      ? screen
      : screen === 'results'
        ? 'chart'
        : 'auto',
  );
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
            go={idle}
            open={idle}
          />
        )
      }
    />
  );
}
