import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import { TopBar } from '../shell/top-bar.tsx';

/** What is stored, in words a student can read. */
export function PrivacyPage(): JSX.Element {
  return (
    <>
      <TopBar back="/" />
      <main id="main" class="page shell-words" tabIndex={-1}>
        <h1>{t('privacy.h')}</h1>
        <p>{t('privacy.p')}</p>
        <p>{t('join.privacy')}</p>
        <p>{t('privacy.host')}</p>
      </main>
    </>
  );
}
