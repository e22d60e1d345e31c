import type { JSX } from 'preact';
import { shareOf } from '../../../shared/labs/share-of.ts';
import { flavourArt } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { MixBar, MixLegend } from '../../charts/mix-bar.tsx';
import { MyCurve } from '../../charts/my-curve.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { flavourWord, formatKl, t } from '../../locales/translate.ts';
import { FairnessCard } from './fairness-card.tsx';
import type { Game } from './game.ts';
import { percentOf } from './shares.ts';
import { TopBar } from './top-bar.tsx';

/** The jar is open: the truth, one's own way there, and the replay. */
export function FinalScreen({ game }: { game: Game }): JSX.Element | null {
  const view = game.view.value;
  const you = game.you.value;
  const settings = game.settings.value;
  if (view === null || you === null || settings === null || view.jar === null) return null;
  const total = view.jar.reduce((a, b) => a + b, 0);
  const shares = view.jar.map((count) => count / total);
  const path = (you.klJar ?? []).filter((kl): kl is number => kl !== null);
  const score = you.score;
  return (
    <main class="phone result" id="main">
      <TopBar game={game} heading={t('end.header')} />
      <section class="card draw-card">
        <h1 tabIndex={-1}>
          {t('end.truth', {
            v: ((shares[0] ?? 0) * 100).toFixed(1),
            flavour: flavourWord(settings.flavours[0] ?? ''),
          })}
        </h1>
        <MixBar
          parts={settings.flavours.map((name, i) => ({
            flavour: flavourArt(name, i),
            value: view.jar?.[i] ?? 0,
          }))}
        />
        <MixLegend
          parts={settings.flavours.map((name, i) => ({
            flavour: flavourArt(name, i),
            label: flavourWord(name),
            value: `${(100 * (shares[i] ?? 0)).toFixed(1)}%`,
          }))}
        />
      </section>
      <section class="card">
        <h2>
          {t('end.mine', { v: percentOf(Math.round((shareOf(settings, you.estimate)[0] ?? 0) * 1000)) })}
        </h2>
        {path.length === 0 ? null : (
          <p class="hint">
            {t('end.improve', { a: formatKl(path[0] ?? 0, 'phone'), b: formatKl(path.at(-1) ?? 0, 'phone') })}
          </p>
        )}
        <MyCurve
          values={you.klJar ?? []}
          rounds={view.rounds}
          floorLabel={t('results.floor')}
          title={t('me.spark.alt', {
            a: formatKl(path[0] ?? 0, 'phone'),
            b: formatKl(path.at(-1) ?? 0, 'phone'),
          })}
        />
      </section>
      <BetOutcome game={game} />
      <FairnessCard game={game} />
      {score === null ? null : (
        <p class="rank-line">
          {t('me.rank', { n: score.rank })} {t('me.of', { total: score.of })} ·{' '}
          {t('me.total', { n: formatCount(score.total) })}
        </p>
      )}
      <div class="go">
        {view.replayId === null ? null : (
          <a class="button button-primary button-wide" href={`/replay/${view.replayId}`}>
            <Icon name="play" />
            {t('end.replay')}
          </a>
        )}
        <button type="button" class="button button-wide" onClick={() => saveRecord(game)}>
          <Icon name="download" />
          {t('end.save')}
        </button>
      </div>
    </main>
  );
}

/** The own band beside the jar; nobody else's business, and no part of the ranking. */
function BetOutcome({ game }: { game: Game }): JSX.Element | null {
  const bet = game.you.value?.bet ?? null;
  const all = game.view.value?.bets ?? null;
  if (bet === null || bet.cost === null) return null;
  const values = { lo: (bet.band[0] * 100).toFixed(1), hi: (bet.band[1] * 100).toFixed(1) };
  return (
    <section class="card">
      <h2>{t(bet.hit === true ? 'bet.hit' : 'bet.miss', values)}</h2>
      <p class="hint">{t('bet.cost.end', { v: bet.cost.toFixed(1) })}</p>
      {all === null ? null : <p class="hint">{t('bet.found', { n: all.found, total: all.of })}</p>}
    </section>
  );
}

/** The student's own record as a file, made on the device. */
function saveRecord(game: Game): void {
  const record = {
    name: game.me.value?.name,
    settings: game.settings.value,
    jar: game.view.value?.jar,
    mine: game.you.value,
  };
  const url = URL.createObjectURL(new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `bakery-${game.code}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
