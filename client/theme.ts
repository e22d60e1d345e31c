import { signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';

const storageKey = 'theme';

function stored(): Theme {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : 'auto';
  } catch {
    return 'auto';
  }
}

function show(wanted: Theme): void {
  const root = document.documentElement;
  if (wanted === 'auto') root.removeAttribute('data-theme');
  else root.dataset.theme = wanted;
}

/** What was chosen; 'auto' follows the device. Importing this module puts it on <html> before anything is drawn. */
export const theme = signal<Theme>(stored());
show(theme.value);

export function setTheme(wanted: Theme): void {
  theme.value = wanted;
  show(wanted);
  try {
    localStorage.setItem(storageKey, wanted);
  } catch {
    // A browser that refuses storage still switches, for this page only.
  }
}
