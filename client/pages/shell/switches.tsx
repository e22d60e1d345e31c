import type { JSX } from 'preact';
import { Icon } from '../../art/icon.tsx';
import { languageName, nextLanguage } from '../../locales/languages.ts';
import { language, setLanguage, t } from '../../locales/translate.ts';
import { setTheme, type Theme, theme } from '../../theme.ts';

const themes: readonly Theme[] = ['auto', 'light', 'dark'];

/** The next language, in its own words. */
export function LanguageSwitch(): JSX.Element {
  const next = nextLanguage(language.value);
  return (
    <button type="button" class="shell-switch" lang={next} onClick={() => void setLanguage(next)}>
      <Icon name="globe" /> {languageName(next)}
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
