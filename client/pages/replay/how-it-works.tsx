import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';

const parts = ['print', 'seal', 'mix', 'draws', 'chain', 'receipts'] as const;

/** Two of them need no formula: one is explained by all others, one is no calculation. */
const withFormula = ['seal', 'mix', 'draws', 'chain'] as const;

/** What stands behind the check, for somebody who meets a hash for the first time. */
export function HowItWorks(): JSX.Element {
  return (
    <details class="fair-how">
      <summary>
        <b>{t('replay.fair.how')}</b>
      </summary>
      <dl>
        {parts.map((part) => {
          const formula = withFormula.find((one) => one === part);
          return (
            <div key={part}>
              <dt>{t(`replay.fair.how.${part}`)}</dt>
              <dd>{t(`replay.fair.how.${part}.p`)}</dd>
              {formula && (
                <dd>
                  <code>{t(`replay.fair.how.${formula}.f`)}</code>
                </dd>
              )}
            </div>
          );
        })}
      </dl>
      <p>{t('replay.fair.how.limit')}</p>
    </details>
  );
}
