import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import type { Finding } from './check/findings.ts';
import type { Check } from './check/use-check.ts';
import { FindingItem, titleOf } from './finding-item.tsx';
import { HowItWorks } from './how-it-works.tsx';
import { ReplayDialog } from './replay-dialog.tsx';

export interface FairnessDialogProps {
  readonly replayId: string;
  readonly fairness: NonNullable<Replay['fairness']>;
  readonly check: Check;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

/** Every promise with what came of it, and the values an outsider needs to repeat it with other means. */
export function FairnessDialog({
  replayId,
  fairness,
  check,
  onAgain,
  onClose,
}: FairnessDialogProps): JSX.Element {
  const outcome = useRef<HTMLDivElement>(null);
  const again = (): void => {
    onAgain();
    // The button goes away under the finger.
    outcome.current?.focus();
  };
  return (
    <ReplayDialog id="replay-fair" heading={t('replay.fair.h')} onClose={onClose}>
      <p>{t('replay.fair.intro')}</p>
      <div ref={outcome} role="status" tabIndex={-1}>
        <OutcomeBox check={check} />
      </div>
      {check.state === 'running' && <Running {...check} />}
      {(check.state === 'failed' || (check.state === 'done' && check.outcome === 'partial')) && (
        <button type="button" class="button fair-again" onClick={again}>
          <Icon name="refresh" /> {t('app.retry')}
        </button>
      )}
      {check.state === 'done' && (
        <ol class="fair-findings">
          {check.findings.map((finding) => (
            <FindingItem key={finding.id} finding={finding} mix={fairness.mix} />
          ))}
        </ol>
      )}
      <HowItWorks />
      <Opened replayId={replayId} fairness={fairness} />
    </ReplayDialog>
  );
}

function Running({ done, of }: { done: number; of: number }): JSX.Element {
  return (
    <p class="fair-running">
      <progress aria-label={t('replay.fair.running')} {...(of > 0 && { max: of, value: done })} />
      {of > 0 && <span>{t('replay.fair.progress', { n: Math.floor((100 * done) / of) })}</span>}
    </p>
  );
}

function OutcomeBox({ check }: { check: Check }): JSX.Element {
  switch (check.state) {
    case 'idle':
    case 'running':
      return <p class="visually-hidden">{t('replay.fair.running')}</p>;
    case 'failed':
      return (
        <Box tone="warn" icon="alert" heading={t('replay.fair.failed')}>
          {t('replay.fair.failed.p')}
        </Box>
      );
    case 'done':
      return <DoneBox {...check} />;
  }
}

function DoneBox({ outcome, findings }: Extract<Check, { readonly state: 'done' }>): JSX.Element {
  const named = (state: Finding['state']): readonly Finding[] =>
    findings.filter((finding) => finding.state === state);
  switch (outcome) {
    case 'good':
      return (
        <Box tone="good" icon="shield" heading={t('replay.fair.good.h')}>
          {t('replay.fair.good.p', { n: named('good').length })}
        </Box>
      );
    case 'bad':
      return (
        <Box tone="warn" icon="alert" heading={t('replay.fair.bad')}>
          {t('replay.fair.bad.p', { list: named('bad').map(titleOf).join(', ') })}
        </Box>
      );
    case 'partial':
      return (
        <Box tone="" icon="info" heading={t('replay.fair.partial')}>
          {t('replay.fair.partial.p')}
        </Box>
      );
  }
}

interface BoxProps {
  readonly tone: 'good' | 'warn' | '';
  readonly icon: 'shield' | 'alert' | 'info';
  readonly heading: string;
  readonly children: ComponentChildren;
}

function Box({ tone, icon, heading, children }: BoxProps): JSX.Element {
  return (
    <p class={`replay-verdict ${tone}`}>
      <Icon name={icon} />
      <span>
        <b>{heading}</b> {children}
      </span>
    </p>
  );
}

function Opened({ replayId, fairness }: Pick<FairnessDialogProps, 'replayId' | 'fairness'>): JSX.Element {
  const { commitment, seed, salt, mix, code } = fairness;
  const values = { seal: commitment, seed, salt, mix, code };
  return (
    <details class="fair-opened">
      <summary>
        <b>{t('replay.fair.opened')}</b> {t('replay.fair.opened.p')}
      </summary>
      <dl class="fair-values">
        {(['seal', 'seed', 'salt', 'mix', 'code'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`replay.fair.${name}`)}</dt>
            <dd>{values[name] === '' ? t('replay.fair.nothing') : values[name]}</dd>
          </div>
        ))}
      </dl>
      <a
        class="button"
        href={`/api/replays/${encodeURIComponent(replayId)}/log`}
        download={`bakery-${code}-log.json`}
      >
        <Icon name="download" /> {t('replay.fair.log')}
      </a>
    </details>
  );
}
