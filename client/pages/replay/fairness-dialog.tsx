import type { JSX } from 'preact';
import type { FairnessStep } from '../../../shared/fairness/verify.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { ReplayDialog } from './replay-dialog.tsx';

export type Verdict =
  | { readonly state: 'open' | 'running' }
  | { readonly state: 'done'; readonly ok: boolean; readonly steps: readonly FairnessStep[] };

export interface FairnessDialogProps {
  readonly fairness: NonNullable<Replay['fairness']>;
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

/** Every step of the check with its outcome, and the values an outsider needs to repeat it with other means. */
export function FairnessDialog({ fairness, verdict, onClose }: FairnessDialogProps): JSX.Element {
  const rounds = verdict.state === 'done' ? verdict.steps.filter(({ step }) => step === 'draw').length : 0;
  return (
    <ReplayDialog id="replay-fair" heading={t('replay.fair.h')} onClose={onClose}>
      <p>{t('replay.fair.intro')}</p>
      <div role="status">
        {verdict.state === 'done' ? (
          <p class={`replay-verdict ${verdict.ok ? 'good' : 'warn'}`}>
            <Icon name={verdict.ok ? 'shield' : 'alert'} />
            <span>
              <b>{t(verdict.ok ? 'replay.fair' : 'replay.fair.bad')}</b>
              {verdict.ok && ` ${t('replay.fair.p', { n: rounds })}`}
            </span>
          </p>
        ) : (
          <p>{t('replay.fair.running')}</p>
        )}
      </div>
      {verdict.state === 'done' && (
        <ol class="replay-steps">
          {verdict.steps.map((step) => (
            <li key={step.step === 'draw' ? step.round : step.step} class={step.ok ? 'good' : 'warn'}>
              <Icon name={step.ok ? 'check' : 'alert'} />
              <span>{t(`replay.fair.step.${step.step}`, step.step === 'draw' ? { n: step.round } : {})}</span>
              <b>{t(step.ok ? 'replay.fair.ok' : 'replay.fair.wrong')}</b>
            </li>
          ))}
        </ol>
      )}
      <dl class="replay-secrets">
        {(
          [
            ['seal', fairness.commitment],
            ['seed', fairness.seed],
            ['salt', fairness.salt],
            ['mix', fairness.mix],
            ['code', fairness.code],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`replay.fair.${name}`)}</dt>
            <dd>{value === '' ? '–' : value}</dd>
          </div>
        ))}
      </dl>
    </ReplayDialog>
  );
}
