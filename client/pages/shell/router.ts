import { signal } from '@preact/signals';

export const path = signal(location.pathname);

window.addEventListener('popstate', () => {
  path.value = location.pathname;
});

/** Moves within this page's own routes; the phone's page is another document. */
export function navigate(to: string): void {
  if (to === location.pathname) return;
  history.pushState(null, '', to);
  path.value = location.pathname;
  window.scrollTo(0, 0);
}
