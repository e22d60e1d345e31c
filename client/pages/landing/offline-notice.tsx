import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { language, t } from '../../locales/translate.ts';
import { lookAround } from '../../network-probe.ts';
import { type KeptReplay, keptReplays } from '../../offline/kept-replays.ts';
import { Link } from '../shell/link.tsx';

/** What still works without a network; nothing as long as there is one. */
export function OfflineNotice(): JSX.Element | null {
  const isCutOff = useCutOff();
  const [replays, setReplays] = useState<readonly KeptReplay[]>([]);
  useEffect(() => {
    if (isCutOff) void keptReplays().then(setReplays);
  }, [isCutOff]);
  if (!isCutOff) return null;
  return (
    <div class="card card-butter landing-offline">
      <p role="status">
        <Icon name="wifi-off" /> {t('landing.offline')}
      </p>
      {replays.length > 0 && (
        <nav aria-label={t('landing.offline.replays')}>
          {replays.map(({ id, title, openedAt }) => (
            <Link key={id} to={`/replay/${id}`}>
              {title || t('dash.untitled')} · {new Date(openedAt).toLocaleDateString(language.value)}
            </Link>
          ))}
        </nav>
      )}
    </div>
  );
}

function useCutOff(): boolean {
  const [isCutOff, setCutOff] = useState(!navigator.onLine);
  useEffect(() => {
    let wanted = true;
    const look = (): void => {
      if (!navigator.onLine) setCutOff(true);
      else void lookAround().then((trouble) => wanted && setCutOff(trouble !== null));
    };
    // Without a worker this page came from the network just now.
    if (navigator.serviceWorker?.controller) look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      wanted = false;
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return isCutOff;
}
