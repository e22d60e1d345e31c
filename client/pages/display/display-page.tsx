import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { loadLanguage, preferredLanguage, t } from '../../locales/translate.ts';
import { Loading, Refused } from '../shell/notices.tsx';
import { useJoinUrl } from '../stage/join-address.ts';
import { Stage } from '../stage/stage.tsx';
import { useStagePart } from '../stage/stage-part.ts';
import { useRoom } from '../stage/watch-room.ts';

/** The projector's own window: it shows, it has no buttons and no secrets, and keeps its last picture. */
export function DisplayPage({ code }: { code: string }): JSX.Element {
  const { view, connection, banner } = useRoom<DisplayView>('/display', code, () => ({ room: code }));
  const shown = view.value;
  const refused = connection.refused.value;
  const joinUrl = useJoinUrl(code);
  const [part] = useStagePart(code, shown === null ? '' : `${shown.phase} ${shown.round}`);
  const spoken = shown?.settings.language;
  useEffect(() => {
    if (spoken !== undefined) void loadLanguage(preferredLanguage(spoken));
  }, [spoken]);
  if (shown === null && refused !== null)
    return (
      <Refused
        heading={t('display.h')}
        code={refused.code}
        replayId={refused.replayId}
        way={{ to: '/', words: t('home') }}
      />
    );
  if (shown === null) return <Loading />;
  return (
    <Stage view={shown} now={connection.serverNow} part={part} joinUrl={joinUrl} banner={banner.value} />
  );
}
