import { signal } from '@preact/signals';

export const path = signal(location.pathname);

/** Whether this is not the page the browser came in by: then the keyboard starts at the new page's main part. */
export let moved = false;

window.addEventListener('popstate', () => {
  moved = true;
  path.value = location.pathname;
});

/** Moves within this page's own routes; the phone's page is another document. */
export function navigate(to: string): void {
  if (to === location.pathname) return;
  history.pushState(null, '', to);
  moved = true;
  path.value = location.pathname;
  window.scrollTo(0, 0);
}
