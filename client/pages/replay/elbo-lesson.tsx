import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { Formula, Subscripts } from './formula.tsx';

/** What the ELBO is, what one cookie adds to it, and what a mean field would be. */
export function ElboLesson({ onClose }: { onClose: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="replay-dialog replay-lesson"
      aria-labelledby="replay-lesson"
      onClose={onClose}
    >
      <div class="replay-card-head">
        <h2 id="replay-lesson">{t('learn.elbo.h')}</h2>
        <button
          type="button"
          class="button button-quiet button-icon"
          aria-label={t('app.close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <p>{t('learn.elbo.p')}</p>
      <Formula text={t('learn.elbo.f')} />
      <p>{t('learn.elbo.kl')}</p>
      <h3>{t('learn.elbo.li.h')}</h3>
      <Formula text={t('learn.elbo.li.f')} />
      <dl>
        <Part name="E_q[log p(x_i, z)]" means={t('learn.elbo.li.joint')} />
        <Part name="−E_q[log q(z)]" means={t('learn.elbo.li.entropy')} />
        <Part name="x_i" means={t('learn.elbo.li.x', { n: 'i' })} />
        <Part name="z" means={t('learn.elbo.li.z')} />
      </dl>
      <p>
        <Subscripts text={t('learn.elbo.li.shared')} />
      </p>
      <Formula text={t('learn.elbo.li.shared.f')} />
      <h3>{t('learn.mf.h')}</h3>
      <p>{t('learn.mf.p')}</p>
      <Formula text={t('learn.mf.f')} />
    </dialog>
  );
}

function Part({ name, means }: { name: string; means: string }): JSX.Element {
  return (
    <div>
      <dt class="math">
        <Subscripts text={name} />
      </dt>
      <dd>
        <Subscripts text={means} />
      </dd>
    </div>
  );
}
