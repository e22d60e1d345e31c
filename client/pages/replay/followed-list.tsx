import type { JSX } from 'preact';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { SeriesMark } from '../../charts/series.tsx';
import { formatPercent } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import { type Measure, valuesOf } from './curves.ts';
import type { Followed } from './followed.ts';
import { asOf } from './standing.ts';

export interface FollowedListProps {
  readonly replay: Replay;
  readonly round: number;
  readonly followed: readonly Followed[];
  readonly onFollow: (playerId: string) => void;
  readonly measure: Measure;
}

/** The exact numbers of those who are followed, at the playhead. */
export function FollowedList({ replay, round, followed, onFollow, measure }: FollowedListProps): JSX.Element {
  if (replay.players.length === 0) return <p class="replay-followed replay-hint">{t('replay.nobody')}</p>;
  const rows = followed.flatMap(({ playerId, slot }) => {
    const player = replay.players.find((one) => one.playerId === playerId);
    return player === undefined ? [] : [{ player, slot }];
  });
  const isKl = measure.of === 'kl';
  const unit = t(isKl ? 'replay.col.kl' : 'replay.col.guess');
  if (rows.length === 0) return <p class="replay-followed replay-hint">{t('replay.follow.p')}</p>;
  return (
    <ul class="replay-followed" aria-label={t('replay.followed')}>
      <li class="replay-followed-unit" aria-hidden="true">
        {unit}
      </li>
      {rows
        .sort((a, b) => a.slot - b.slot)
        .map(({ player, slot }) => {
          const value = asOf(valuesOf(player, measure), round);
          return (
            <li key={player.playerId}>
              <SeriesMark kind="top" rank={slot} size="1.2em" />
              <b title={player.name}>{player.name}</b>
              <span>
                <span class="visually-hidden">{unit} </span>
                {value === null ? '–' : isKl ? formatKl(value) : `${formatPercent(value)}%`}
              </span>
              <button
                type="button"
                aria-label={t('replay.unfollow', { name: player.name })}
                onClick={() => onFollow(player.playerId)}
              >
                <Icon name="close" size="1em" />
              </button>
            </li>
          );
        })}
    </ul>
  );
}
