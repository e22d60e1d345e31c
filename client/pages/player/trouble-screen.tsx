import type { ComponentChildren, JSX } from 'preact';
import { Cookie } from '../../art/cookie.tsx';
import { t } from '../../locales/translate.ts';

interface TroubleProps {
  readonly heading: string;
  readonly text: string;
  /** To be read aloud to whoever helps. */
  readonly code?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Something stands between the student and the game: what happened, and the one thing to do. */
export function TroubleScreen({ heading, text, code, children }: TroubleProps): JSX.Element {
  return (
    <main class="phone" id="main">
      <div class="centred">
        <Cookie flavour="van" size={76} />
        <h1 tabIndex={-1}>{heading}</h1>
        <p>{text}</p>
        {code === undefined ? null : <p class="hint">{t('err.code', { code })}</p>}
      </div>
      <div class="go">{children}</div>
    </main>
  );
}
