import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { shareOf } from '../../../shared/labs/share-of.ts';
import { Icon } from '../../art/icon.tsx';
import { gapScale } from '../../charts/log-scale.ts';
import { MyCurve } from '../../charts/my-curve.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { CostBars, printedGap } from './cost-bars.tsx';
import type { Game } from './game.ts';
import { comparedToLast } from './progress-note.ts';
import { SealNote } from './seal-note.tsx';
import { percentOf } from './shares.ts';
import { TopBar } from './top-bar.tsx';

/** After a round: how far off first, then how it moved, then the rank, which is nobody else's business. */
export function ResultScreen({ game }: { game: Game }): JSX.Element | null {
  const view = game.view.value;
  const you = game.you.value;
  const settings = game.settings.value;
  if (view === null || you === null || settings === null) return null;
  const score = you.score;
  const heading = t('me.h', { n: view.round });
  if (score === null) {
    return (
      <main class="phone" id="main">
        <TopBar game={game} heading={heading} />
        <div class="centred">
          <h1 tabIndex={-1}>{t('late.h')}</h1>
          <p>{t('late.soon', { r: you.fromRound })}</p>
        </div>
      </main>
    );
  }
  const mine = shareOf(settings, you.estimate)[0] ?? 0;
  const data = view.posterior?.[0];
  // A belief's gap weighs more with every cookie: two rounds of it say nothing side by side.
  const note = settings.estimate === 'belief' ? null : comparedToLast(you.curve);
  const { botCurve } = view;
  return (
    <main class="phone result" id="main">
      <TopBar game={game} heading={heading} />
      <h1 class="visually-hidden" tabIndex={-1}>
        {heading}
      </h1>
      <section class="score-card">
        <div>
          <p>{t('me.gap')}</p>
          <p class="big">
            {data === undefined ? '–' : percentOf(Math.round(Math.abs(mine - data) * 1000))}
            <small>{t('me.pp')}</small>
          </p>
        </div>
        <div class="side">
          <b>{t('me.pts', { n: formatCount(score.points) })}</b>
          {t('me.total', { n: formatCount(score.total) })}
        </div>
      </section>
      {note === null ? null : (
        <p class="progress-note" data-tone={note.tone}>
          <Icon name={note.tone === 'good' ? 'down' : 'info'} size={20} />
          {t(note.key, note.values)}
        </p>
      )}
      <section class="card">
        <div class="kl-line">
          <h2>{t('me.kl')}</h2>
          <WhatIsKl />
          <b>{score.parts === null ? formatKl(score.kl, 'phone') : printedGap(score.parts)}</b>
        </div>
        {score.parts === null ? null : (
          <CostBars parts={score.parts} elbo={score.elbo} logEvidence={view.belief?.logEvidence ?? null} />
        )}
        {view.twist ? <p class="hint">{t('me.twist')}</p> : null}
        <MyCurve
          values={[null, ...you.curve]}
          bot={botCurve === null ? undefined : [null, ...botCurve]}
          rounds={view.rounds}
          scale={settings.estimate === 'belief' ? gapScale : undefined}
          floorLabel={t('results.floor')}
          title={t('me.spark.alt', {
            a: formatKl(you.curve.find((kl) => kl !== null) ?? score.kl, 'phone'),
            b: formatKl(score.kl, 'phone'),
          })}
        />
        <p class="curve-key">
          <span>
            <i />
            {t('results.me')}
          </span>
          {botCurve === null ? null : (
            <span>
              <i class="dashed" />
              {t('bot.svi')}
            </span>
          )}
        </p>
      </section>
      <section class="card">
        <dl class="facts">
          <div>
            <dt>{t('me.mine')}</dt>
            <dd>{percentOf(Math.round(mine * 1000))}%</dd>
          </div>
          {data === undefined ? null : (
            <div>
              <dt>{t('me.data')}</dt>
              <dd>{(data * 100).toFixed(1)}%</dd>
            </div>
          )}
          <div>
            <dt>{t('me.rank.label')}</dt>
            <dd>
              {t('me.rank', { n: score.rank })} <small>{t('me.of', { total: score.of })}</small>
            </dd>
          </div>
        </dl>
      </section>
      <p class="hint centred-line">{view.round < view.rounds ? t('me.next') : t('me.next.reveal')}</p>
      <SealNote game={game} />
    </main>
  );
}

/** The formula and its units wait behind a tap. */
function WhatIsKl(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        class="button button-quiet button-icon"
        aria-label={t('me.why')}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="info" size={22} />
      </button>
      <dialog ref={dialog} aria-labelledby="what-is-kl">
        <h2 id="what-is-kl">{t('me.kl.h')}</h2>
        <p>{t('me.kl.p')}</p>
        <p class="formula">{t('me.kl.f')}</p>
        <p>{t('me.kl.stricter')}</p>
        <button type="button" class="button button-wide" onClick={() => dialog.current?.close()}>
          {t('app.close')}
        </button>
      </dialog>
    </>
  );
}
