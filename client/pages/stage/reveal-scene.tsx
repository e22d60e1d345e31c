import type { JSX } from 'preact';
import type { DisplayView, Podium } from '../../../shared/views/wire.ts';
import { Cookie } from '../../art/cookie.tsx';
import { Icon } from '../../art/icon.tsx';
import { OpenTin } from '../../art/open-tin.tsx';
import { PodiumStack } from '../../art/podium-stack.tsx';
import { Sprinkles } from '../../art/sprinkles.tsx';
import { Tin } from '../../art/tin.tsx';
import { MixBar } from '../../charts/mix-bar.tsx';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { countWords, firstShare, flavourParts, shortPercent } from './flavour-parts.ts';
import { lastBeat, useBeats, useCount } from './reveal-beats.ts';
import type { SceneProps } from './scene.ts';
import { useFairness } from './use-fairness.ts';

const opened = 1;
const counted = 2;
const firstOnPodium = 3;

export function RevealScene({ view, controls }: SceneProps): JSX.Element {
  const beat = useBeats();
  const counts = view.reveal?.counts ?? view.jar ?? [];
  const population = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => (population === 0 ? 0 : count / population));
  const parts = flavourParts(view.settings);
  const places = (view.reveal?.podium ?? []).slice(0, 3);
  const holds = useFairness(view);
  return (
    <main id="main" class="projector scene-reveal" tabIndex={-1}>
      {beat >= counted && <Sprinkles />}
      <section class="reveal-jar">
        <div class={beat === 0 ? 'reveal-tin reveal-shaking' : 'reveal-tin'}>
          {beat < opened ? (
            <Tin />
          ) : (
            <OpenTin
              mix={parts.map(({ flavour }, i) => ({ flavour, share: shares[i] ?? 0 }))}
              label={t('unit.count', { n: formatCount(population) })}
              sublabel={view.settings.mystery ? t('setup.mystery') : undefined}
              title={countWords(parts, counts)}
            />
          )}
        </div>
        <Truth view={view} shares={shares} running={beat >= opened} />
        <div class={beat >= counted ? 'reveal-bar reveal-bar-full' : 'reveal-bar'}>
          <MixBar
            parts={parts.map(({ flavour }, i) => ({ flavour, value: shares[i] ?? 0 }))}
            title={countWords(parts, counts)}
            scale={2}
          />
        </div>
      </section>
      <section class="reveal-podium">
        <h1>{t('reveal.podium')}</h1>
        {places.length === 0 ? (
          <p class="reveal-nobody">{t('reveal.nobody')}</p>
        ) : (
          <PodiumStack
            places={places.map(podiumPlace)}
            title={places.map(({ rank, name }) => `${t('reveal.place', { n: rank })} ${name}`).join(', ')}
            shown={Math.min(places.length, Math.max(0, beat - firstOnPodium + 1))}
            flavours={[parts[0]?.flavour ?? 'choc', parts[1]?.flavour ?? 'van']}
          />
        )}
      </section>
      <footer class="stage-foot">
        {beat >= lastBeat && <FairBadge holds={holds} />}
        <ClassAndBots view={view} />
        <div class="stage-controls">{controls}</div>
      </footer>
    </main>
  );
}

const podiumPlace = ({ rank, name, total, estimate }: Podium) => ({
  place: Math.min(3, Math.max(1, rank)) as 1 | 2 | 3,
  name,
  points: t('reveal.pts', { n: formatCount(total) }),
  note: `${t('reveal.final')} ${formatPercent(firstShare(estimate))}%`,
});

function Truth({
  view,
  shares,
  running,
}: {
  view: DisplayView;
  shares: readonly number[];
  running: boolean;
}): JSX.Element {
  const parts = flavourParts(view.settings);
  const from = view.crowd === null ? 0.5 : firstShare(view.crowd.estimate);
  const first = useCount(from, shares[0] ?? 0, running, 900);
  return (
    <dl class={running ? 'reveal-truth' : 'reveal-truth reveal-secret'}>
      {parts.map(({ flavour, name }, i) => (
        <div key={flavour} class={i === 0 ? 'reveal-first' : ''}>
          <dt>
            <Cookie flavour={flavour} size="1.1em" /> {name}
          </dt>
          <dd>
            {running ? shown(i, first, shares) : '?'}
            <i>%</i>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The first flavour counts; with two, the other is what is left of it. */
function shown(index: number, first: number, shares: readonly number[]): string {
  const arrived = Math.abs(first - (shares[0] ?? 0)) < 1e-9;
  if (arrived) return shortPercent(shares[index] ?? 0);
  if (index === 0) return formatPercent(first, 0);
  return shares.length === 2 ? formatPercent(1 - first, 0) : '?';
}

function FairBadge({ holds }: { holds: boolean | null }): JSX.Element {
  if (holds === null) return <p class="reveal-fair">{t('reveal.checking')}</p>;
  return (
    <p class={holds ? 'reveal-fair good drop-in' : 'reveal-fair warn drop-in'}>
      <Icon name={holds ? 'shield' : 'alert'} size="1.4em" /> {t(holds ? 'reveal.fair' : 'reveal.fair.bad')}
    </p>
  );
}

function ClassAndBots({ view }: { view: DisplayView }): JSX.Element {
  const crowd = view.crowd === null ? null : firstShare(view.crowd.estimate);
  return (
    <ul class="reveal-others">
      {crowd !== null && (
        <li>
          {t('reveal.mean')} <b>{formatPercent(crowd)}%</b>
        </li>
      )}
      {(view.bots ?? []).map(({ bot, estimate }) => (
        <li key={bot}>
          {t(`bot.${bot}`)} <b>{formatPercent(firstShare(estimate))}%</b>
        </li>
      ))}
    </ul>
  );
}
