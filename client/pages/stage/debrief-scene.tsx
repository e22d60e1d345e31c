import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { formatCount, formatPoints } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { elboSum } from './elbo-sum.ts';
import { firstShare } from './flavour-parts.ts';
import { Indices } from './indices.tsx';
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
            {card === 'elbo' && <Elbo view={view} />}
            <Ours words={ourWords(card, view)} />
          </li>
        ))}
      </ol>
      <footer class="stage-foot">
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

/** The formula of the article, with each part named, and where the class's own beliefs ended. */
function Elbo({ view: { belief, crowd, twist } }: { view: DisplayView }): JSX.Element {
  const parts = crowd?.parts ?? null;
  const sum = belief === null || parts === null || twist ? null : elboSum(belief.logEvidence, parts, 2);
  return (
    <>
      <p class="math">
        <Indices text={t('debrief.elbo.f')} />
      </p>
      <p class="debrief-parts">
        <Indices text={t('debrief.elbo.parts')} />
      </p>
      {sum !== null && <Ours words={t('debrief.elbo.ours', { ...sum })} />}
    </>
  );
}

function Ours({ words }: { words: string | null }): JSX.Element | null {
  return words === null ? null : <p class="debrief-ours">{words}</p>;
}

/** What this class's own numbers say about the card. */
function ourWords(card: (typeof cards)[number], view: DisplayView): string | null {
  switch (card) {
    case 'why':
      return t('debrief.why.toy');
    case 'mf':
      return t('debrief.mf.ours', { n: view.settings.flavours.length - 1 });
    case 'use':
      return crowdWords(view);
    case 'trade':
      return botNumbers(view);
    case 'elbo':
      return null;
  }
}

/** How far the class came with how little. */
function crowdWords({ crowd, reveal, tally }: DisplayView): string | null {
  const counts = reveal?.counts ?? [];
  const population = counts.reduce((sum, count) => sum + count, 0);
  if (crowd === null || tally === null || population === 0) return null;
  const missed = Math.abs(firstShare(crowd.estimate) - (counts[0] ?? 0) / population);
  return t('debrief.use.ours', {
    n: formatCount(tally.drawn),
    total: formatCount(population),
    v: formatPoints(missed),
  });
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

function botNumbers(view: DisplayView): string | null {
  const [one, two] = (view.reveal?.klJar.bots ?? []).map(({ bot, kl }) => ({
    name: t(`bot.${bot}`),
    kl: kl.findLast((value) => value !== null) ?? null,
  }));
  if (one === undefined || two === undefined || one.kl === null || two.kl === null) return null;
  return t('debrief.bots', { a: one.name, x: formatKl(one.kl), b: two.name, y: formatKl(two.kl) });
}
