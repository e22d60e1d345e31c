import type { JSX } from 'preact';
import type { Replay, ReplayPlayer } from '../../../shared/views/wire.ts';
import { SeriesMark } from '../../charts/series.tsx';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { BetCookie } from './bet-cookie.tsx';
import { betGrade } from './bet-grade.ts';
import { betSpan } from './bet-span.ts';
import type { Followed } from './followed.ts';
import type { Span } from './span.ts';

type Bet = NonNullable<ReplayPlayer['bet']>;

/** The sealed bands of the first flavour over the jar's line; apart from the ranking. */
export function BetCard({
  replay,
  followed,
}: {
  replay: Replay;
  followed: readonly Followed[];
}): JSX.Element {
  const bets = replay.players.flatMap(({ bet }) => bet ?? []);
  const rows = followed
    .flatMap(({ playerId, slot }) => {
      const player = replay.players.find((one) => one.playerId === playerId);
      return player === undefined || player.bet === null ? [] : [{ player, bet: player.bet, slot }];
    })
    .sort((a, b) => a.slot - b.slot);
  const truth = (replay.jar[0] ?? 0) / replay.jar.reduce((sum, count) => sum + count, 0);
  const span = betSpan(
    truth,
    rows.map(({ bet }) => bet.band),
  );
  const found = bets.filter(({ hit }) => hit).length;
  return (
    <section class="card replay-bets" aria-labelledby="replay-bets">
      <div class="replay-card-head">
        <h2 id="replay-bets">
          {t('replay.bet.h')}{' '}
          <small>{t('bet.stage.found', { n: formatCount(found), total: formatCount(bets.length) })}</small>
        </h2>
        <ul class="replay-bet-grades">
          {(['full', 'half', 'crumbs'] as const).map((grade) => (
            <li key={grade}>
              <BetCookie grade={grade} /> {t(`replay.bet.${grade}`)}{' '}
              <b>{formatCount(bets.filter(({ cost }) => betGrade(cost) === grade).length)}</b>
            </li>
          ))}
        </ul>
      </div>
      {rows.length === 0 ? (
        <p class="replay-hint">{t('replay.bet.none')}</p>
      ) : (
        <>
          <ul class="replay-bet-rows">
            {rows.map(({ player, bet, slot }) => (
              <li key={player.playerId}>
                <span class="replay-bet-name">
                  <SeriesMark kind="top" rank={slot} size="1.2em" />
                  <b>{player.name}</b>
                </span>
                <Track bet={bet} slot={slot} span={span} truth={truth} name={player.name} />
                <BetCookie grade={betGrade(bet.cost)} />
                <span class="replay-bet-cost">
                  <b>{t(bet.hit ? 'replay.bet.hit' : 'replay.bet.miss')}</b>
                  {t('replay.bet.cost', { v: bet.cost.toFixed(1) })}
                </span>
              </li>
            ))}
          </ul>
          <p class="replay-bet-axis" aria-hidden="true">
            <span>{formatPercent(span[0], 0)}%</span>
            <span style={{ left: `${100 * placeIn(span, truth)}%` }} class="is-truth">
              {t('replay.truth', { v: formatPercent(truth) })}
            </span>
            <span>{formatPercent(span[1], 0)}%</span>
          </p>
        </>
      )}
      <p class="replay-hint">{t('bet.stage.rule')}</p>
    </section>
  );
}

function Track({
  bet,
  slot,
  span,
  truth,
  name,
}: {
  bet: Bet;
  slot: number;
  span: Span;
  truth: number;
  name: string;
}): JSX.Element {
  const [low, high] = bet.band;
  const from = placeIn(span, low);
  const to = placeIn(span, high);
  const alt = t('replay.bet.alt', { name, lo: formatPercent(low), hi: formatPercent(high) });
  return (
    <span class="replay-bet-track" role="img" aria-label={alt}>
      <i
        class={bet.hit ? 'is-hit' : ''}
        style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%`, '--slot': `var(--s${slot})` }}
      />
      <i class="is-truth" style={{ left: `${100 * placeIn(span, truth)}%` }} />
    </span>
  );
}

function placeIn([low, high]: Span, share: number): number {
  return Math.min(1, Math.max(0, (share - low) / (high - low)));
}
