import type { JSX } from 'preact';
import type { Replay } from '../../../shared/views/wire.ts';
import { flavourArt } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { MixBar } from '../../charts/mix-bar.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { formatKl, t } from '../../locales/translate.ts';
import type { PastRoom } from '../host/past-rooms-store.ts';
import { saveCsv } from '../shell/api.ts';
import { Link } from '../shell/link.tsx';
import type { Lesson } from './lesson.ts';

export interface LessonRowProps {
  readonly room: PastRoom;
  /** Not there until the server has answered. */
  readonly lesson: Lesson | undefined;
  readonly onDelete: () => void;
  readonly onForget: () => void;
}

export function LessonRow({ room, lesson, onDelete, onForget }: LessonRowProps): JSX.Element {
  const name = room.title || t('dash.untitled');
  const replay = lesson?.state === 'open' ? lesson.replay : null;
  return (
    <tr>
      <td>{dayOf(room.openedAt)}</td>
      <th scope="row">
        {name}
        {lesson?.state === 'running' && <span class="pill rooms-live">{t('dash.running')}</span>}
      </th>
      <td>{replay === null ? <Unopened isGone={lesson?.state === 'gone'} /> : <Jar replay={replay} />}</td>
      <td class="rooms-number">{replay === null ? '–' : formatCount(replay.players.length)}</td>
      <td class="rooms-number">
        {replay === null ? room.rounds : `${replay.rounds.length} / ${replay.settings.rounds}`}
      </td>
      <td>{replay !== null && <ClassKl replay={replay} />}</td>
      <td class="rooms-actions">
        {lesson?.state === 'running' && (
          <Link to={`/host/${room.code}`} class="button button-primary">
            {t('dash.resume')}
          </Link>
        )}
        {replay !== null && (
          <Link to={`/replay/${room.replayId}`} class="button">
            {t('dash.open')}
          </Link>
        )}
        {replay !== null && (
          <IconButton
            icon="download"
            label={`${t('replay.export.csv')} ${name}`}
            onClick={() => void saveCsv(room.replayId, room.hostToken, `${room.title || room.code}.csv`)}
          />
        )}
        {(replay !== null || lesson?.state === 'running') && (
          <IconButton icon="user" label={`${t('replay.forget')} ${name}`} onClick={onForget} />
        )}
        <IconButton icon="trash" label={`${t('dash.delete')} ${name}`} onClick={onDelete} />
      </td>
    </tr>
  );
}

/** No jar to show: it is sealed still, or lost, and then the lesson can never be verified. */
function Unopened({ isGone }: { isGone: boolean }): JSX.Element {
  if (!isGone) return <span class="rooms-sealed">{t('dash.sealed')}</span>;
  return (
    <span class="rooms-sealed">
      {t('dash.gone')} <b>{t('replay.unverifiable')}</b>
    </span>
  );
}

interface IconButtonProps {
  readonly icon: 'download' | 'user' | 'trash';
  readonly label: string;
  readonly onClick: () => void;
}

function IconButton({ icon, label, onClick }: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="button button-quiet button-icon"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

function Jar({ replay }: { replay: Replay }): JSX.Element {
  const whole = replay.jar.reduce((sum, count) => sum + count, 0);
  return (
    <span class="rooms-jar">
      <MixBar
        parts={replay.settings.flavours.map((name, i) => ({
          flavour: flavourArt(name, i),
          value: replay.jar[i] ?? 0,
        }))}
        scale={0.7}
      />
      {replay.jar.map((count) => Math.round((100 * count) / whole)).join(' : ')}
    </span>
  );
}

function ClassKl({ replay }: { replay: Replay }): JSX.Element | null {
  const last = replay.crowd.klJar.findLast((value) => value !== null) ?? null;
  if (last === null) return null;
  return (
    <span class="rooms-kl">
      <Sparkline
        values={replay.crowd.klJar}
        rounds={replay.settings.rounds}
        title={`${t('dash.col.kl')} ${formatKl(last)}`}
      />
      {formatKl(last)}
    </span>
  );
}

/** The day by this device's calendar: 2026-11-22. */
function dayOf(time: number): string {
  const date = new Date(time);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
