import type { ComponentChildren, JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Estimate } from '../../../shared/room/events.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { klPosition } from '../../charts/log-scale.ts';
import { SeriesMark } from '../../charts/series.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { bridged, scaleOf } from './curves.ts';
import type { Followed } from './followed.ts';
import { asOf, klOf, type Reference, shareOf, standingsAt, withName } from './standing.ts';
import type { SubjectId } from './subject.ts';

export interface PlayerTableProps {
  readonly replay: Replay;
  readonly round: number;
  readonly reference: Reference;
  readonly flavour: number;
  readonly followed: readonly Followed[];
  readonly onFollow: (playerId: string) => void;
  /** Whose belief is looked at; null in a game of points, where bots and class have nothing to choose. */
  readonly subject: SubjectId | null;
  readonly onSubject: (id: SubjectId) => void;
}

const rowsAtOnce = 100;

/** The class as of the playhead: the chart in words and numbers. */
export function PlayerTable(props: PlayerTableProps): JSX.Element {
  const { replay, round, reference, followed, onFollow, subject } = props;
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(rowsAtOnce);
  const standings = useMemo(() => standingsAt(replay.players, round, reference), [replay, round, reference]);
  const found = withName(standings, query);
  const slots = new Map(followed.map(({ playerId, slot }) => [playerId, slot]));
  return (
    <section class="card replay-table" aria-labelledby="replay-table">
      <div class="replay-card-head">
        <h2 id="replay-table">
          {t('replay.table')} <small>{t('unit.people', { n: formatCount(replay.players.length) })}</small>
        </h2>
        {replay.players.length > 0 && (
          <label class="replay-search">
            <Icon name="search" />
            <span class="visually-hidden">{t('replay.search')}</span>
            <input
              type="search"
              value={query}
              placeholder={t('replay.search')}
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
          </label>
        )}
      </div>
      <div class="replay-rows">
        <table>
          <caption class="visually-hidden">
            {t('replay.table')}, {round === 0 ? t('replay.round0') : t('unit.round', { n: round })}.{' '}
            {t(`replay.ref.${reference}.p`)} {replay.players.length > 0 && t('replay.follow.p')}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="is-rank">
                {t('replay.col.rank')}
              </th>
              <th scope="col">{t('replay.col.name')}</th>
              <th scope="col" class="is-number">
                {t('replay.col.guess')}
              </th>
              <th scope="col" class="is-number">
                {t('replay.col.kl')}
              </th>
              <th scope="col">{t('replay.col.trend')}</th>
            </tr>
          </thead>
          <Pinned {...props} />
          <tbody>
            {found.slice(0, most).map(({ player, rank, estimate, kl }) => {
              const slot = slots.get(player.playerId);
              return (
                <tr
                  key={player.playerId}
                  class={rowClass(slot !== undefined, subject === `player ${player.playerId}`)}
                >
                  <td class="is-rank">{rank ?? '–'}</td>
                  <th scope="row">
                    <button
                      type="button"
                      aria-pressed={slot !== undefined}
                      onClick={() => onFollow(player.playerId)}
                    >
                      {slot === undefined ? (
                        <i class="replay-dot" />
                      ) : (
                        <SeriesMark kind="top" rank={slot} size="1.2em" />
                      )}
                      <span>{player.name}</span>
                      {player.fromRound > 1 && <small>{t('replay.late', { n: player.fromRound })}</small>}
                    </button>
                  </th>
                  <Numbers {...props} estimate={estimate} kl={kl} />
                  <td>
                    <Trend
                      {...props}
                      kind={slot === undefined ? 'player' : 'top'}
                      rank={slot}
                      series={player}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {replay.players.length > 0 && found.length === 0 && (
          <p class="replay-hint">{t('replay.search.none')}</p>
        )}
        {found.length > most && (
          <button type="button" class="button replay-more" onClick={() => setMost(most + rowsAtOnce)}>
            {t('replay.rows.more', { n: Math.min(rowsAtOnce, found.length - most) })}
          </button>
        )}
      </div>
    </section>
  );
}

/** Bots and the class mean hold no rank and stay on top. */
function Pinned(props: PlayerTableProps): JSX.Element {
  const { replay, round, reference, subject } = props;
  return (
    <tbody class="replay-pinned">
      {replay.bots.map((bot) => (
        <tr key={bot.bot} class={rowClass(false, subject === `bot ${bot.bot}`)}>
          <td />
          <th scope="row">
            <PinnedName {...props} id={`bot ${bot.bot}`}>
              <Icon name="robot" /> {t(`bot.${bot.bot}`)}
            </PinnedName>
          </th>
          <Numbers {...props} estimate={asOf(bot.estimates, round)} kl={asOf(klOf(bot, reference), round)} />
          <td>
            <Trend {...props} kind="bot" series={bot} />
          </td>
        </tr>
      ))}
      {replay.players.length > 1 && (
        <tr class={rowClass(false, subject === 'class')}>
          <td />
          <th scope="row">
            <PinnedName {...props} id="class">
              <i class="replay-mean-key" /> {t('results.mean')}
            </PinnedName>
          </th>
          <Numbers
            {...props}
            estimate={asOf(replay.crowd.estimates, round)}
            kl={asOf(klOf(replay.crowd, reference), round)}
          />
          <td>
            <Trend {...props} kind="mean" series={replay.crowd} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function rowClass(followed: boolean, subject: boolean): string {
  return `${followed ? 'is-followed' : ''} ${subject ? 'is-subject' : ''}`.trim();
}

/** In a game of beliefs a press shows that belief in the panels. */
function PinnedName({
  id,
  subject,
  onSubject,
  children,
}: PlayerTableProps & { id: SubjectId; children: ComponentChildren }): JSX.Element {
  if (subject === null) return <span>{children}</span>;
  return (
    <button type="button" aria-pressed={id === subject} onClick={() => onSubject(id)}>
      {children}
    </button>
  );
}

function Numbers({
  estimate,
  kl,
  flavour,
}: {
  estimate: Estimate | null;
  kl: number | null;
  flavour: number;
}): JSX.Element {
  const share = shareOf(estimate, flavour);
  return (
    <>
      <td class="is-number">{share === null ? '–' : t('unit.pct', { v: formatPercent(share) })}</td>
      <td class="is-number">{kl === null ? '–' : formatKl(kl)}</td>
    </>
  );
}

function Trend({
  series,
  kind,
  rank,
  replay,
  round,
  reference,
}: PlayerTableProps & {
  series: { readonly kl: readonly (number | null)[]; readonly klJar: readonly (number | null)[] };
  kind: 'player' | 'top' | 'bot' | 'mean';
  rank?: number | undefined;
}): JSX.Element {
  const values = klOf(series, reference);
  const scale = scaleOf(replay.settings, reference);
  return (
    <span aria-hidden="true">
      <Sparkline
        values={bridged(values, replay.rounds, { of: 'kl', reference, scale })}
        position={(kl) => klPosition(kl, scale.ceiling, scale.floor)}
        kind={kind}
        rank={rank}
        rounds={replay.rounds.length}
        playhead={round}
        title=""
        width={76}
      />
    </span>
  );
}
