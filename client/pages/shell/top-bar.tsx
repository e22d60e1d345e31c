import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { Logo } from '../../art/logo.tsx';
import { t } from '../../locales/translate.ts';
import { Link } from './link.tsx';
import { LanguageSwitch, ThemeSwitch } from './switches.tsx';

/** The bar of the laptop's working pages: back, the sign, what the page adds, language and theme. */
export function TopBar({ back, children }: { back: string; children?: ComponentChildren }): JSX.Element {
  return (
    <header class="topbar">
      <Link to={back} class="button button-quiet button-icon" label={t('app.back')}>
        <Icon name="back" />
      </Link>
      <Link to="/" class="sign">
        <Logo /> {t('app.name')}
      </Link>
      <div class="push shell-tools">
        {children}
        <ThemeSwitch />
        <LanguageSwitch />
      </div>
    </header>
  );
}
