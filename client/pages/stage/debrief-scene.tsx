import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { formatCount } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { QrCode } from './qr-code.tsx';
import type { SceneProps } from './scene.ts';

const cards = ['why', 'elbo', 'mf', 'use', 'trade'] as const;

/** What everybody just did, named in the words of variational inference, with the class's own numbers. */
export function DebriefScene({ view, controls }: SceneProps): JSX.Element {
  const replay = view.replayId === null ? null : `${location.origin}/replay/${view.replayId}`;
  return (
    <main id="main" class="projector scene-debrief" tabIndex={-1}>
      <header class="debrief-head">
        <div>
          <h1>{t('debrief.h')}</h1>
          <p>{classNumbers(view)}</p>
        </div>
        {replay !== null && (
          <a class="debrief-replay" href={replay}>
            <span>{t('end.replay')}</span>
            <QrCode text={replay} title={t('end.replay')} />
          </a>
        )}
      </header>
      <ol class="debrief-cards">
        {cards.map((card) => (
          <li key={card} class="card">
            <h2>{t(`debrief.${card}.h`)}</h2>
            <p>{t(`debrief.${card}.p`)}</p>
            {card === 'elbo' && <Elbo />}
            {card === 'trade' && <p class="debrief-bots">{botNumbers(view)}</p>}
          </li>
        ))}
      </ol>
      <footer class="stage-foot">
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

/** The formula of the article, with each part named. */
function Elbo(): JSX.Element {
  return (
    <>
      <p class="math">
        <Indices text={t('debrief.elbo.f')} />
      </p>
      <p class="debrief-parts">
        <Indices text={t('debrief.elbo.parts')} />
      </p>
    </>
  );
}

/** Sets x_i with its index below the line. */
function Indices({ text }: { text: string }): JSX.Element {
  const pieces = text.split(/_(\w)/);
  return <>{pieces.map((piece, i) => (i % 2 === 1 ? <sub key={`${piece}${i}`}>{piece}</sub> : piece))}</>;
}

function classNumbers(view: DisplayView): string {
  const crowd = (view.reveal?.klJar.crowd ?? []).filter((value) => value !== null);
  const [first] = crowd;
  const last = crowd.at(-1);
  if (first === undefined || last === undefined) return '';
  return t('debrief.class', {
    a: formatKl(first),
    b: formatKl(last),
    n: formatCount(view.tally?.drawn ?? 0),
  });
}

function botNumbers(view: DisplayView): string {
  const [one, two] = (view.reveal?.klJar.bots ?? []).map(({ bot, kl }) => ({
    name: t(`bot.${bot}`),
    kl: kl.findLast((value) => value !== null) ?? null,
  }));
  if (one === undefined || two === undefined || one.kl === null || two.kl === null) return '';
  return t('debrief.bots', { a: one.name, x: formatKl(one.kl), b: two.name, y: formatKl(two.kl) });
}
