import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../art/icon.tsx';
import { t } from '../../../locales/translate.ts';

/** Some browsers tell, on pages they trust, whether the picture goes on beside this screen. */
type WideScreen = Screen & Partial<EventTarget> & { readonly isExtended?: boolean };

const here = (): WideScreen => window.screen;

function useSecondScreen(): boolean {
  const [found, setFound] = useState(here().isExtended === true);
  useEffect(() => {
    const look = () => setFound(here().isExtended === true);
    here().addEventListener?.('change', look);
    return () => here().removeEventListener?.('change', look);
  }, []);
  return found;
}

/** The projector's picture in a window of its own, so that the buttons stay on the laptop. */
export function openDisplay(code: string): void {
  window.open(`/display/${code}`, `display${code}`, 'popup');
}

/** Stands where a projector was found beside the laptop. */
export function SecondScreen({ code }: { code: string }): JSX.Element | null {
  if (!useSecondScreen()) return null;
  return (
    <button
      type="button"
      class="button button-icon"
      aria-label={t('host.window')}
      title={t('host.window')}
      onClick={() => openDisplay(code)}
    >
      <Icon name="projector" />
    </button>
  );
}
