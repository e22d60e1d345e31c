import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HostView } from '../../../../shared/views/wire.ts';
import { t } from '../../../locales/translate.ts';
import { Loading, Refused } from '../../shell/notices.tsx';
import { useJoinUrl } from '../../stage/join-address.ts';
import { Stage } from '../../stage/stage.tsx';
import { useStagePart } from '../../stage/stage-part.ts';
import { useRoom } from '../../stage/watch-room.ts';
import { rememberRoom, roomOfCode } from '../past-rooms-store.ts';
import { type Ahead, hostActs, nothingSet } from './host-acts.ts';
import { HostControls, type Opened } from './host-controls.tsx';
import { HostDialogs } from './host-dialogs.tsx';
import { primaryStep } from './primary-step.ts';
import { useHostKeys } from './use-host-keys.ts';
import { useRoomSounds } from './use-room-sounds.ts';
import { useRoomVoice } from './use-room-voice.ts';

export interface RunningRoomProps {
  readonly code: string;
  readonly hostToken: string;
  /** This device has just become the host: its recovery code is a new one. */
  readonly newly: boolean;
  /** Another device is the host now. */
  readonly onTaken: () => void;
}

const settleMs = 700;

/** The big screen with the host's buttons on it; safe to mirror, since it never knows more than the class. */
export function RunningRoom({ code, hostToken, newly, onTaken }: RunningRoomProps): JSX.Element {
  const { view, connection, banner } = useRoom<HostView>(
    '/host',
    code,
    () => ({ room: code, hostToken }),
    onTaken,
  );
  const [opened, setOpened] = useState<Opened | null>(newly ? { dialog: 'recovery', newly } : null);
  const [ahead, setAhead] = useState<Ahead>(nothingSet);
  const [complaint, setComplaint] = useState<string | null>(null);
  const acts = useMemo(() => hostActs(connection, setComplaint), [connection]);
  const shown = view.value;
  const [part, choosePart] = useStagePart(code, shown === null ? '' : `${shown.phase} ${shown.round}`);
  const refused = connection.refused.value;
  const joinUrl = useJoinUrl(code);

  useEffect(() => {
    if (refused?.code === 'host/required') onTaken();
  }, [refused]);
  useEffect(() => {
    if (complaint === null) return;
    const timer = setTimeout(() => setComplaint(null), 6000);
    return () => clearTimeout(timer);
  }, [complaint]);
  useRoomVoice(shown, connection.serverNow);
  useRoomSounds(shown);

  const playAgain = async (): Promise<void> => {
    const replayId = await acts.again();
    const room = roomOfCode(code);
    if (replayId !== null && room !== undefined) rememberRoom({ ...room, replayId, openedAt: Date.now() });
  };
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  const scene = shown === null ? null : `${shown.phase} ${shown.round}`;
  const before = useRef(scene);
  useEffect(() => {
    if (before.current !== null) changedAt.current = performance.now();
    before.current = scene;
    setAhead(nothingSet);
  }, [scene]);
  const go = (): void => {
    // The same button has just changed its meaning: a second press still meant the old one.
    if (shown === null || performance.now() - changedAt.current < settleMs) return;
    const time = connection.serverNow();
    const step = primaryStep(shown, time, part);
    // The showing has just ended by itself: who pressed meant to shorten it, not to close what has hardly opened.
    if (
      step.kind === 'act' &&
      step.act === 'close' &&
      !shown.paused &&
      time < (shown.opensAt ?? 0) + settleMs
    )
      return;
    if (step.kind === 'part') choosePart(step.part);
    else if (step.kind === 'ask') setOpened({ dialog: step.dialog });
    else if (step.act === 'next') acts.next(ahead);
    else if (step.act === 'again') void playAgain();
    else acts[step.act]();
  };
  useHostKeys(shown, {
    go,
    acts,
    help: () => setOpened({ dialog: 'keys' }),
    busy: opened !== null,
  });

  if (shown === null) {
    if (refused !== null)
      return (
        <Refused
          heading={t('net.fail')}
          code={refused.code}
          replayId={refused.replayId}
          way={{ to: '/rooms', words: t('dash.h') }}
        />
      );
    return <Loading />;
  }
  return (
    <>
      <Stage
        view={shown}
        now={connection.serverNow}
        part={part}
        joinUrl={joinUrl}
        pickSeat={(playerId) => setOpened({ dialog: 'seat', playerId })}
        banner={banner.value}
        controls={
          <HostControls
            view={shown}
            now={connection.serverNow}
            part={part}
            choosePart={choosePart}
            acts={acts}
            ahead={ahead}
            setAhead={setAhead}
            go={go}
            open={setOpened}
          />
        }
      />
      {complaint !== null && (
        <p class="host-complaint" role="status">
          {complaint}
        </p>
      )}
      {opened !== null && (
        <HostDialogs
          opened={opened}
          view={shown}
          joinUrl={joinUrl}
          acts={acts}
          open={setOpened}
          onClose={() => setOpened(null)}
          playAgain={() => void playAgain()}
          choosePart={choosePart}
        />
      )}
    </>
  );
}
