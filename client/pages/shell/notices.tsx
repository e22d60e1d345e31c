import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Tin } from '../../art/tin.tsx';
import { errorWords, t } from '../../locales/translate.ts';
import { Link } from './link.tsx';

/** A closed tin, still; words only once the wait is long enough to be noticed. */
export function Loading(): JSX.Element {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main id="main" class="shell-notice" tabIndex={-1} aria-busy="true">
      {slow && (
        <>
          <Tin size={160} />
          <p>{t('load.h')}</p>
        </>
      )}
    </main>
  );
}

export function NotFound(): JSX.Element {
  return (
    <main id="main" class="shell-notice" tabIndex={-1}>
      <Tin size={160} label="404" />
      <h1>{t('page.notfound.h')}</h1>
      <p>{t('page.notfound.p')}</p>
      <Link to="/" class="button button-primary">
        {t('home')}
      </Link>
    </main>
  );
}

interface RefusedProps {
  readonly heading: string;
  readonly code: string;
  readonly replayId?: string | undefined;
  readonly way: { readonly to: string; readonly words: string };
}

/** The server keeps this page out: why, and where to go instead. */
export function Refused({ heading, code, replayId, way }: RefusedProps): JSX.Element {
  return (
    <main id="main" class="shell-notice" tabIndex={-1}>
      <h1>{heading}</h1>
      <p>{errorWords(code)}</p>
      {replayId !== undefined && <a href={`/replay/${replayId}`}>{t('end.replay')}</a>}
      <Link to={way.to} class="button button-primary">
        {way.words}
      </Link>
    </main>
  );
}
