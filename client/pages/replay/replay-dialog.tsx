import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';

interface ReplayDialogProps {
  readonly id: string;
  readonly heading: string;
  readonly class?: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/** Opens with the component and is closed by its button, by Escape, or by being taken away. */
export function ReplayDialog({
  id,
  heading,
  class: own = '',
  children,
  onClose,
}: ReplayDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class={`replay-dialog ${own}`} aria-labelledby={id} onClose={onClose}>
      <div class="replay-card-head">
        <h2 id={id}>{heading}</h2>
        <button
          type="button"
          class="button button-quiet button-icon"
          aria-label={t('app.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
