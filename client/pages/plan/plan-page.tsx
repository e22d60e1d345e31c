import type { JSX } from 'preact';
import type { PresetId } from '../../../shared/room/presets.ts';
import { presets } from '../../../shared/room/presets.ts';
import { formatCount, formatPoints } from '../../locales/numbers.ts';
import { t, type WordKey } from '../../locales/translate.ts';
import { presetWords } from '../host/setup/preset-words.ts';
import { Link } from '../shell/link.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { type PlanNumbers, planNumbers } from './plan-numbers.ts';
import './plan.css';

const aims = ['plan.aim.sample', 'plan.aim.update', 'plan.aim.kl'] as const;
const questions = ['plan.after.q1', 'plan.after.q2', 'plan.after.q3'] as const;

/** What a teacher takes along: one page for each preset, made to be printed. */
export function PlanPage({ preset }: { preset: PresetId }): JSX.Element {
  const numbers = planNumbers(preset);
  return (
    <>
      <TopBar back="/host">
        <button type="button" class="button button-quiet" onClick={() => window.print()}>
          {t('plan.print')}
        </button>
      </TopBar>
      <main id="main" class="page sheet plan" tabIndex={-1}>
        <h1>
          {t('plan.h')}: {t(presetWords[preset])}
        </h1>
        <p class="plan-point">
          <b>{t('plan.point.h')}</b> {t(`plan.point.${preset}`)}
        </p>
        <Facts numbers={numbers} />
        <section>
          <h2>{t('plan.aim.h')}</h2>
          <ul>
            {aims.map((aim) => (
              <li key={aim}>{t(aim)}</li>
            ))}
          </ul>
        </section>
        <Course numbers={numbers} />
        <Margins numbers={numbers} />
        <section>
          <h2>{t('plan.after.h')}</h2>
          <p>{t('plan.after.p')}</p>
          <ol>
            {questions.map((question) => (
              <li key={question}>{t(question)}</li>
            ))}
          </ol>
        </section>
        <nav class="plan-others" aria-label={t('plan.which')}>
          {presets('ko')
            .filter(({ id }) => id !== preset)
            .map(({ id }) => (
              <Link key={id} to={`/plan/${id}`}>
                {t(presetWords[id])}
              </Link>
            ))}
        </nav>
      </main>
    </>
  );
}

function Facts({ numbers }: { numbers: PlanNumbers }): JSX.Element {
  const { settings, minutes, sizes, total } = numbers;
  const isEven = sizes.every((size) => size === sizes[0]);
  const draws = {
    rounds: settings.rounds,
    total: formatCount(total),
    n: formatCount(sizes[0] ?? 0),
    sizes: sizes.map(formatCount).join(' + '),
  };
  const facts = [
    ['plan.who', t('plan.who.v')],
    ['plan.time', t('plan.time.v', { n: Math.round(minutes), students: formatCount(settings.maxPlayers) })],
    ['plan.need', t('plan.need.v')],
    ['plan.draws', t(isEven ? 'plan.draws.each' : 'plan.draws.varied', draws)],
  ] as const;
  return (
    <dl class="plan-facts">
      {facts.map(([key, words]) => (
        <div key={key}>
          <dt>{t(key)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

type Scene = readonly [name: WordKey, does: WordKey, cues: readonly WordKey[]];

/** What the class sees one after another, with the questions that the host's page asks then. */
function Course({ numbers: { settings } }: { numbers: PlanNumbers }): JSX.Element {
  const scenes: readonly Scene[] = [
    ['plan.join', 'plan.join.p', ['cue.lobby']],
    ['plan.first', 'plan.first.p', ['cue.results.first']],
    ['plan.middle', 'plan.middle.p', ['cue.guessing', 'cue.results.crowd']],
    ['plan.late', 'plan.late.p', ['cue.guessing.late', 'cue.results.bot']],
    ...(settings.bet ? [['plan.bet', 'plan.bet.p', ['cue.bet']] as const] : []),
    ['plan.reveal', 'plan.reveal.p', ['cue.revealed']],
    ['plan.debrief', 'plan.debrief.p', ['cue.ended']],
  ];
  return (
    <section>
      <h2>{t('plan.course.h')}</h2>
      <table class="plan-course">
        <thead>
          <tr>
            <th scope="col">{t('plan.course.part')}</th>
            <th scope="col">{t('plan.course.does')}</th>
            <th scope="col">{t('cue.label')}</th>
          </tr>
        </thead>
        <tbody>
          {scenes.map(([name, does, cues]) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              <td>{t(does)}</td>
              <td>
                {cues.map((cue) => (
                  <p key={cue}>{t(cue)}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Margins({ numbers: { margins } }: { numbers: PlanNumbers }): JSX.Element {
  return (
    <section>
      <h2>{t('plan.margin.h')}</h2>
      <p>{t('plan.margin.p')}</p>
      <table class="plan-margins">
        <tbody>
          <tr>
            <th scope="row">{t('plan.margin.seen')}</th>
            {margins.map(({ seen }) => (
              <td key={seen}>{formatCount(seen)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('plan.margin.most')}</th>
            {margins.map(({ seen, margin }) => (
              <td key={seen}>{t('plan.margin.v', { v: formatPoints(margin) })}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
