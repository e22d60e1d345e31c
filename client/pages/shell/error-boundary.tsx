import { Component, type ComponentChildren, type JSX } from 'preact';
import { Tin } from '../../art/tin.tsx';
import { t } from '../../locales/translate.ts';

interface State {
  readonly code: string | null;
}

/** Four letters anybody can read aloud; the same fault has the same four. */
export function faultCode(error: unknown): string {
  const text = error instanceof Error ? `${error.name}${error.message}` : String(error);
  let mixed = 7;
  for (const letter of text) mixed = (Math.imul(mixed, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  const letters = 'ACDEFHJKLMNPRTUVWXY';
  return Array.from(
    { length: 4 },
    (_, i) => letters[Math.floor(mixed / letters.length ** i) % letters.length],
  ).join('');
}

export class ErrorBoundary extends Component<{ children: ComponentChildren }, State> {
  override state: State = { code: null };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ code: faultCode(error) });
  }

  override render(): ComponentChildren {
    return this.state.code === null ? this.props.children : <Trouble code={this.state.code} />;
  }
}

function Trouble({ code }: { code: string }): JSX.Element {
  return (
    <main id="main" class="shell-notice" tabIndex={-1}>
      <Tin size={160} />
      <h1>{t('err.h')}</h1>
      <p>{t('err.p')}</p>
      <p class="shell-code">{t('err.code', { code })}</p>
      <button type="button" class="button button-primary" onClick={() => location.reload()}>
        {t('err.reload')}
      </button>
    </main>
  );
}
