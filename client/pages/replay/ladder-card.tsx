import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { ElboLadder } from '../../charts/elbo-ladder.tsx';
import { SeriesMark } from '../../charts/series.tsx';
import { formatKl, t } from '../../locales/translate.ts';
import { type BeliefMoment, ladderSteps, logEvidenceIn, type Scope } from './belief-record.ts';
import { ElboLesson } from './elbo-lesson.tsx';
import { equationOf } from './equation.ts';
import type { Subject, SubjectId } from './subject.ts';

export interface LadderCardProps {
  readonly replay: Replay;
  readonly subjects: readonly Subject[];
  readonly subject: Subject;
  readonly onSubject: (id: SubjectId) => void;
  readonly moment: BeliefMoment | null;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}

/** Log evidence = ELBO + KL, round by round, for one belief. */
export function LadderCard(props: LadderCardProps): JSX.Element {
  const { replay, subjects, subject, onSubject, moment, scope, onScope } = props;
  const [lesson, setLesson] = useState(false);
  const steps = useMemo(
    () => ladderSteps(replay.rounds, subject.series, scope),
    [replay, subject.series, scope],
  );
  const equation =
    moment === null || moment.gap === null || moment.twist
      ? null
      : equationOf(logEvidenceIn(moment.evidence, scope), moment.gap);
  return (
    <section class="card replay-ladder" aria-labelledby="replay-ladder">
      <div class="replay-card-head">
        <h2 id="replay-ladder">{t('replay.chart.elbo')}</h2>
        <div class="replay-subject">
          <SeriesMark kind={subject.kind} rank={subject.slot} size="1.4em" />
          <select
            aria-label={t('replay.subject')}
            value={subject.id}
            onChange={(event) => onSubject(event.currentTarget.value as SubjectId)}
          >
            {subjects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="button button-quiet button-icon"
            aria-label={t('replay.elbo.info')}
            aria-haspopup="dialog"
            onClick={() => setLesson(true)}
          >
            <Icon name="info" />
          </button>
        </div>
      </div>
      <div class="replay-ladder-line">
        {equation === null ? (
          <p class="replay-hint">
            {moment === null
              ? t('replay.elbo.start')
              : moment.gap === null
                ? t('replay.belief.absent')
                : t('replay.elbo.twist', { k: formatKl(moment.gap) })}
          </p>
        ) : (
          <p class="replay-equation">
            <span class="visually-hidden">{t('replay.legend.ev')} </span>
            <i class="is-evidence" />
            <b>{equation.evidence}</b> = <span class="visually-hidden">{t('replay.legend.elbo')} </span>
            <i class="is-elbo" />
            <b>{equation.elbo}</b> + <span class="visually-hidden">{t('replay.legend.kl')} </span>
            <i class="is-kl" />
            <b>{equation.kl}</b>
          </p>
        )}
      </div>
      <div class="replay-plot">
        <ElboLadder
          steps={steps}
          rounds={replay.rounds.length}
          playhead={moment?.round ?? 0}
          xLabel={t('results.axis.round')}
          otherLabel="⇄"
          title={
            equation === null || moment === null
              ? t('replay.chart.elbo')
              : t('replay.elbo.alt', {
                  n: moment.round,
                  e: equation.evidence,
                  l: equation.elbo,
                  k: equation.kl,
                })
          }
        />
      </div>
      <div class="replay-ladder-foot">
        <p class="replay-note">{steps.some(({ other }) => other) && t('replay.elbo.other')}</p>
        <fieldset class="segmented replay-scope">
          <legend class="visually-hidden">{t('replay.scope')}</legend>
          {(['round', 'total', 'counts'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === scope} onClick={() => onScope(one)}>
              {t(`replay.scope.${one}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {lesson && <ElboLesson onClose={() => setLesson(false)} />}
    </section>
  );
}
