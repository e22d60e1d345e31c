import type { JSX } from 'preact';
import { Awning } from '../../art/awning.tsx';
import { CookieHeap } from '../../art/cookie-heap.tsx';
import { Icon } from '../../art/icon.tsx';
import { Logo } from '../../art/logo.tsx';
import { t } from '../../locales/translate.ts';
import { Link } from '../shell/link.tsx';
import { LanguageSwitch, ThemeSwitch } from '../shell/switches.tsx';
import { JoinForm } from './join-form.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import './landing.css';

const steps = ['1', '2', '3'] as const;

export function LandingPage(): JSX.Element {
  return (
    <div class="landing">
      <div class="landing-awning">
        <Awning />
      </div>
      <header class="landing-head">
        <span class="sign">
          <Logo /> {t('app.name')}
        </span>
        <p class="landing-tagline">{t('app.tagline')}</p>
        <nav>
          <Link to="/practice" class="landing-link">
            {t('landing.practice')}
          </Link>
          <Link to="/replay/story" class="landing-link">
            {t('landing.story')}
          </Link>
          <ThemeSwitch />
          <LanguageSwitch />
        </nav>
      </header>
      <main id="main" class="landing-main" tabIndex={-1}>
        <div class="landing-words">
          <h1>{t('landing.h1')}</h1>
          <p class="landing-lead">{t('landing.lead')}</p>
          <OfflineNotice />
          <JoinForm />
          <div class="landing-doors">
            <Link to="/host" class="landing-door">
              <b>
                {t('landing.host.h')} <Icon name="arrow" />
              </b>
              <span>{t('landing.host.sub')}</span>
            </Link>
            <Link to="/rooms" class="landing-door">
              <b>
                {t('landing.review.h')} <Icon name="arrow" />
              </b>
              <span>{t('landing.review.sub')}</span>
            </Link>
          </div>
          <p class="landing-link-below">
            <Link to="/practice" class="landing-link">
              {t('landing.practice')}
            </Link>
            <Link to="/replay/story" class="landing-link">
              {t('landing.story')}
            </Link>
          </p>
        </div>
        <div class="landing-hero">
          <CookieHeap sublabel={t('unit.count', { n: '10,000' })} />
        </div>
      </main>
      <footer class="landing-counter">
        <ol>
          {steps.map((step) => (
            <li key={step}>
              <span class="landing-step" aria-hidden="true">
                {step}
              </span>
              <div>
                <b>{t(`landing.step${step}.h`)}</b>
                <span>{t(`landing.step${step}.p`)}</span>
              </div>
            </li>
          ))}
        </ol>
        <p class="landing-foot">
          <Link to="/check">{t('check.h')}</Link>
          <Link to="/privacy">{t('privacy.h')}</Link>
        </p>
      </footer>
    </div>
  );
}
