import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Tin } from '../../art/tin.tsx';
import { t } from '../../locales/translate.ts';
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
