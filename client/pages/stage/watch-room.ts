import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DisplayReceives, HostReceives } from '../../../shared/protocol.ts';
import { protocolVersion } from '../../../shared/protocol-version.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { type Connection, connect } from '../../connection.ts';
import { freshenOnce } from '../../fresh-page.ts';
import { watchLine } from '../../line-watch.ts';
import { errorWords, t } from '../../locales/translate.ts';
import { sealShown } from '../kept.ts';
import { keep } from '../kept-store.ts';
import { isNewer, withProgress } from './newest.ts';
import type { Banner } from './stage.tsx';

/** What a display hears, and what only the host hears besides. */
type ScreenReceives = DisplayReceives & Pick<HostReceives, 'superseded' | 'unsaved'>;

export interface WatchedRoom<View> {
  /** The newest picture; null before the first. */
  readonly view: Signal<View | null>;
  readonly connection: Connection<ScreenReceives>;
  /** Above the picture: the line is broken, nothing can be saved, or the teacher has no line; undefined while all is well. */
  readonly banner: ReadonlySignal<Banner | undefined>;
  close(): void;
}

function watch<View extends DisplayView>(
  namespace: '/display' | '/host',
  auth: () => Record<string, unknown>,
  onAgain: () => void,
  onTaken: () => void,
): WatchedRoom<View> {
  const view = signal<View | null>(null);
  const connection = connect<ScreenReceives>(namespace, () => ({ protocol: protocolVersion, ...auth() }));
  // A picture comes after a commit: saving works again.
  connection.on('unsaved', () => {
    connection.unsaved.value = true;
  });
  connection.on('view', (next) => {
    connection.unsaved.value = false;
    // The host's picture is the projector's and more; which one comes, the namespace decides.
    if (isNewer(view.peek(), next)) view.value = next as View;
    const { commitment, round, fairness } = next;
    const at = connection.serverNow();
    keep(next, { ...next, ...sealShown({ commitment, round, at, isOpen: fairness !== null }) });
  });
  connection.on('progress', (now) => {
    connection.unsaved.value = false;
    const shown = view.peek();
    if (shown !== null) view.value = withProgress(shown, now);
  });
  connection.on('time', ({ serverTime }) => connection.learnServerTime(serverTime));
  connection.on('again', onAgain);
  // Who gave way does not take the room back by being looked at.
  connection.on('superseded', () => {
    connection.rest();
    onTaken();
  });
  const hostAway = signal(false);
  connection.on('host', ({ away }) => {
    hostAway.value = away;
  });
  const { trouble, stop } = watchLine(connection);
  const stopFreshening = freshenOnce(connection);
  const banner = computed((): Banner | undefined => {
    const refused = connection.refused.value;
    if (refused !== null) return { icon: 'alert', words: errorWords(refused.code) };
    if (connection.link.value === 'offline') {
      const words = trouble.value === null ? t('net.project.lost') : t(`line.stage.${trouble.value}`);
      return { icon: 'wifi-off', words };
    }
    if (connection.unsaved.value) return { icon: 'alert', words: t('host.unsaved') };
    return hostAway.value ? { icon: 'clock', words: t('line.host') } : undefined;
  });
  return {
    view,
    connection,
    banner,
    close() {
      stop();
      stopFreshening();
      connection.close();
    },
  };
}

/** A room as display or host see it, for as long as the page stands; a lesson played again is a new line. */
export function useRoom<View extends DisplayView>(
  namespace: '/display' | '/host',
  key: string,
  auth: () => Record<string, unknown>,
  onTaken: () => void = () => {},
): WatchedRoom<View> {
  const [lesson, setLesson] = useState(0);
  const room = useMemo(
    () => watch<View>(namespace, auth, () => setLesson((old) => old + 1), onTaken),
    [namespace, key, lesson],
  );
  useEffect(() => () => room.close(), [room]);
  return room;
}
