import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { Tin } from '../../art/tin.tsx';
import { errorWords, language, t } from '../../locales/translate.ts';
import { Link } from '../shell/link.tsx';
import { FairnessButton } from './fairness-button.tsx';
import { type Loaded, loadReplay, storyId } from './load-replay.ts';
import { useMissing } from './missing.ts';
import { ReplayView } from './replay-view.tsx';
import '../../styles/name-fonts.css';
import './replay.css';
import './replay-header.css';
import './cards.css';
import './player-table.css';
import './facts.css';
import './belief.css';
import './bet-card.css';
import './transport.css';
import './fairness-dialog.css';
import './print.css';

/** A finished lesson, round by round; the built-in story under the id `story`. */
export function ReplayPage({ id }: { id: string }): JSX.Element {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // The story's words come with the story, so it is told again in another language.
  const told = id === storyId ? language.value : null;
  useEffect(() => {
    let wanted = true;
    setLoaded((before) => (before.state === 'ready' ? before : { state: 'loading' }));
    void loadReplay(id).then((next) => {
      if (wanted) setLoaded(next);
    });
    return () => {
      wanted = false;
    };
  }, [id, attempt, told]);

  if (loaded.state === 'ready') {
    const { replay, isCopy = false } = loaded;
    if (replay.rounds.length > 0) return <ReplayView key={id} id={id} replay={replay} isCopy={isCopy} />;
    return (
      <Notice h={t('replay.undrawn.h')} p={t('replay.undrawn.p')}>
        <FairnessButton replay={replay} />
      </Notice>
    );
  }
  if (loaded.state === 'loading') return <Waiting />;
  if (loaded.state === 'missing') return <Missing id={id} />;
  return (
    <Notice h={t('err.h')} p={errorWords(loaded.code)}>
      <button type="button" class="button button-primary" onClick={() => setAttempt(attempt + 1)}>
        {t('app.retry')}
      </button>
    </Notice>
  );
}

/** What has no record cannot be verified, and says so. */
function Missing({ id }: { id: string }): JSX.Element | null {
  const missing = useMissing(id);
  if (missing === null) return null;
  const isSealed = missing === 'sealed';
  const isGone = missing === 'gone' || missing === 'seen';
  return (
    <Notice h={t(isGone ? 'replay.missing.gone.h' : 'empty.replay')} p={t(missingWords[missing])}>
      <p class="pill replay-unverifiable">
        <Icon name={isSealed ? 'lock' : 'alert'} />
        {t(isSealed ? 'replay.unverifiable.yet' : 'replay.unverifiable')}
      </p>
    </Notice>
  );
}

const missingWords = {
  unknown: 'replay.missing',
  sealed: 'replay.missing.hosted',
  gone: 'replay.missing.gone',
  seen: 'replay.missing.seen',
} as const;

/** Words only once the wait is long enough to be noticed. */
function Waiting(): JSX.Element {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main id="main" class="shell-notice" tabIndex={-1} aria-busy="true">
      <h1 class="visually-hidden">{t('load.replay')}</h1>
      {slow && (
        <>
          <Tin size={160} />
          <p>{t('load.replay')}</p>
        </>
      )}
    </main>
  );
}

function Notice({ h, p, children }: { h: string; p: string | null; children?: JSX.Element }): JSX.Element {
  return (
    <main id="main" class="shell-notice" tabIndex={-1}>
      <Tin size={160} />
      <h1>{h}</h1>
      {p !== null && <p>{p}</p>}
      {children}
      <Link to="/" class="button">
        {t('home')}
      </Link>
    </main>
  );
}
