import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { language, setLanguage, t } from '../../locales/translate.ts';
import { setTheme, type Theme, theme } from '../../theme.ts';

const themes: readonly Theme[] = ['auto', 'light', 'dark'];

/** The other language, in its own words. */
export function LanguageSwitch(): JSX.Element {
  const other = language.value === 'ko' ? 'en' : 'ko';
  return (
    <button type="button" class="shell-switch" lang={other} onClick={() => void setLanguage(other)}>
      <Icon name="globe" /> {t(`app.lang.${other}`)}
    </button>
  );
}

export function ThemeSwitch(): JSX.Element {
  return (
    <label class="shell-switch">
      <Icon name="eye" />
      <span class="visually-hidden">{t('app.theme.label')}</span>
      <select
        value={theme.value}
        onChange={(event) => setTheme(themes.find((one) => one === event.currentTarget.value) ?? 'auto')}
      >
        {themes.map((one) => (
          <option key={one} value={one}>
            {t(`app.theme.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
