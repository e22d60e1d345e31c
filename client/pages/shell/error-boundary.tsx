import { Component, type ComponentChildren, type JSX } from 'preact';
import { Tin } from '../../art/tin.tsx';
import { t } from '../../locales/translate.ts';
import { faultCode } from './fault-code.ts';

interface State {
  readonly code: string | null;
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
