import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import { Formula, Subscripts } from './formula.tsx';
import { ReplayDialog } from './replay-dialog.tsx';

/** What the ELBO is, what one cookie adds to it, and what a mean field would be. */
export function ElboLesson({ onClose }: { onClose: () => void }): JSX.Element {
  return (
    <ReplayDialog id="replay-lesson" heading={t('learn.elbo.h')} class="replay-lesson" onClose={onClose}>
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
    </ReplayDialog>
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
