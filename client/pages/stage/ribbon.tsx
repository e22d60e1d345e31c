import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';

export type Step = 'model' | 'family' | 'minimise' | 'repeat';

const steps: readonly Step[] = ['model', 'family', 'minimise', 'repeat'];

/** The four steps of variational inference, the one the class is doing now marked. */
export function Ribbon({ now }: { now: Step }): JSX.Element {
  return (
    <ol class="ribbon" aria-label={t('step.label')}>
      {steps.map((step, i) => (
        <li key={step} {...(step === now ? { 'aria-current': 'step' } : {})}>
          <b>{i + 1}</b> {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
