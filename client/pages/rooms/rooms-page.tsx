import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { Tin } from '../../art/tin.tsx';
import { errorWords, t } from '../../locales/translate.ts';
import { dropReplay } from '../../offline/kept-replays.ts';
import { forgetRoom, type PastRoom, pastRooms, rememberRoom } from '../host/past-rooms-store.ts';
import { Confirm } from '../host/room/dialog.tsx';
import { announce } from '../live-region.tsx';
import { deleteRoom, forgetNames } from '../shell/api.ts';
import { Link } from '../shell/link.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { type Lesson, lookUpLesson } from './lesson.ts';
import { LessonRow } from './lesson-row.tsx';
import { TakeForm } from './take-form.tsx';
import '../../styles/name-fonts.css';
import './rooms.css';

interface Asked {
  readonly room: PastRoom;
  readonly about: 'delete' | 'names';
}

/** The lessons hosted from this browser; the server says what became of each. */
export function RoomsPage(): JSX.Element {
  const [rooms, setRooms] = useState(pastRooms);
  const [lessons, setLessons] = useState<ReadonlyMap<string, Lesson>>(new Map());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    document.title = `${t('dash.h')} · ${t('app.name')}`;
  }, []);
  useEffect(() => {
    let wanted = true;
    for (const room of rooms) {
      void lookUpLesson(room).then((lesson) => {
        if (wanted) setLessons((old) => new Map(old).set(room.replayId, lesson));
      });
    }
    return () => {
      wanted = false;
    };
  }, [rooms]);

  const forget = async ({ room, about }: Asked): Promise<void> => {
    const act = about === 'delete' ? deleteRoom : forgetNames;
    const answer = await act(room.replayId, room.hostToken);
    // A lesson the server no longer has is deleted already.
    const gone = !answer.ok && (answer.code === 'host/required' || answer.code === 'room/unknown');
    if (answer.ok || gone) {
      await dropReplay(room.replayId);
      if (about === 'delete') {
        forgetRoom(room.replayId);
        setRooms(pastRooms());
      } else {
        // The title went with the names.
        rememberRoom({ ...room, title: '' });
        setRooms(pastRooms());
        announce('rooms', t('dash.forgotten'));
      }
      setProblem(null);
      return;
    }
    setProblem(errorWords(answer.code));
  };

  return (
    <>
      <TopBar back="/" />
      <main id="main" class="page rooms" tabIndex={-1}>
        <div class="rooms-head">
          <h1>{t('dash.h')}</h1>
          <Link to="/host" class="button button-primary">
            <Icon name="plus" /> {t('dash.new')}
          </Link>
        </div>
        {problem !== null && (
          <p class="field-error" role="alert">
            <Icon name="alert" /> {problem}
          </p>
        )}
        {rooms.length === 0 ? (
          <div class="rooms-empty">
            <Tin size={150} />
            <p>{t('empty.sessions')}</p>
            <Link to="/replay/story">{t('landing.story')}</Link>
          </div>
        ) : (
          <div class="card rooms-card">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('dash.col.date')}</th>
                  <th scope="col">{t('setup.title')}</th>
                  <th scope="col">{t('dash.col.jar')}</th>
                  <th scope="col" class="rooms-number">
                    {t('dash.col.players')}
                  </th>
                  <th scope="col" class="rooms-number">
                    {t('dash.col.rounds')}
                  </th>
                  <th scope="col">{t('dash.col.kl')}</th>
                  <th scope="col">
                    <span class="visually-hidden">{t('dash.col.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rooms.map((room) => (
                  <LessonRow
                    key={room.replayId}
                    room={room}
                    lesson={lessons.get(room.replayId)}
                    onDelete={() => setAsked({ room, about: 'delete' })}
                    onForget={() => setAsked({ room, about: 'names' })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p class="rooms-note">
          {t('dash.local')} <Link to="/privacy">{t('privacy.h')}</Link>
        </p>
        <TakeForm />
      </main>
      {asked !== null && (
        <Confirm
          title={t(asked.about === 'delete' ? 'dash.delete' : 'replay.forget')}
          text={
            asked.about === 'delete'
              ? t('dash.delete.named', { name: asked.room.title || asked.room.code })
              : t('replay.forget.confirm')
          }
          action={t(asked.about === 'delete' ? 'dash.delete' : 'replay.forget')}
          onYes={() => void forget(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
