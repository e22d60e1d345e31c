import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PrivacyFacts } from '../../../shared/protocol.ts';
import { Icon } from '../../art/icon.tsx';
import { errorWords, t } from '../../locales/translate.ts';
import { dropReplays } from '../../offline/kept-replays.ts';
import { announce } from '../live-region.tsx';
import { type Answer, getPrivacy } from '../shell/api.ts';
import { Link } from '../shell/link.tsx';
import { TopBar } from '../shell/top-bar.tsx';
import { deviceKeys } from './device-keys.ts';
import { KeptReplays } from './kept-replays.tsx';
import { eraseName, type OwnSeat, ownSeats } from './own-seats.ts';
import './privacy.css';

const kept = ['name', 'title', 'guess', 'ticket', 'link', 'lobby'] as const;
const notDone = ['cookies', 'third', 'ai', 'log'] as const;

/** What is stored, with this server's own periods, in words a student can read. */
export function PrivacyPage(): JSX.Element {
  const [answer, setAnswer] = useState<Answer<PrivacyFacts> | null>(null);
  const ask = (): void => void getPrivacy().then(setAnswer);
  useEffect(ask, []);
  useEffect(() => {
    document.title = `${t('privacy.h')} · ${t('app.name')}`;
  }, []);
  return (
    <>
      <TopBar back="/" />
      <main id="main" class="page sheet privacy" tabIndex={-1}>
        <h1>{t('privacy.h')}</h1>
        <p class="privacy-lead">{t('privacy.lead')}</p>
        {answer?.ok === false && (
          <p class="field-error" role="alert">
            <Icon name="alert" /> {errorWords(answer.code)}
            <button type="button" class="button" onClick={ask}>
              {t('app.retry')}
            </button>
          </p>
        )}
        {answer?.ok === true && <Facts facts={answer.value} />}
      </main>
    </>
  );
}

function Facts({ facts }: { facts: PrivacyFacts }): JSX.Element {
  const { retention, contact } = facts;
  const { nameDays, logDays, replayDays, lobbyHours, gameHours } = retention;
  const after = (n: number) => (n === 0 ? t('privacy.after.now') : t('privacy.after.days', { n }));
  const until = {
    name: after(nameDays),
    title: after(nameDays),
    guess: after(logDays),
    ticket: after(logDays),
    link: after(replayDays),
    lobby: t('privacy.after.hours', { n: lobbyHours }),
  };
  return (
    <>
      <section aria-labelledby="privacy-stored">
        <h2 id="privacy-stored">{t('privacy.stored.h')}</h2>
        <ul class="privacy-kept">
          {kept.map((what) => (
            <li key={what} class="card">
              <h3>{t(`privacy.${what}.h`)}</h3>
              <dl>
                <div>
                  <dt>{t('privacy.why')}</dt>
                  <dd>{t(`privacy.${what}.why`)}</dd>
                </div>
                <div>
                  <dt>{t('privacy.who')}</dt>
                  <dd>{t(`privacy.${what}.who`)}</dd>
                </div>
                <div class="privacy-until">
                  <dt>{t('privacy.until')}</dt>
                  <dd>{until[what]}</dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
        <p>{t('privacy.game', { n: gameHours })}</p>
      </section>
      <section aria-labelledby="privacy-erase">
        <h2 id="privacy-erase">{t('privacy.erase.h')}</h2>
        <p>{t('privacy.erase.teacher')}</p>
        <p>{t('privacy.erase.fix')}</p>
        <OwnNames />
      </section>
      <div class="privacy-pair">
        <section aria-labelledby="privacy-where">
          <h2 id="privacy-where">{t('privacy.where.h')}</h2>
          <p>{t('privacy.where.p', { host: location.host })}</p>
          <p>
            {contact === null ? (
              t('privacy.contact.none')
            ) : (
              <>
                {t('privacy.contact')} <b>{contact}</b>
              </>
            )}
          </p>
        </section>
        <section aria-labelledby="privacy-none">
          <h2 id="privacy-none">{t('privacy.none.h')}</h2>
          <ul class="privacy-none">
            {notDone.map((what) => (
              <li key={what}>
                <Icon name="check" size={20} /> {t(`privacy.none.${what}`)}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <section aria-labelledby="privacy-device">
        <h2 id="privacy-device">{t('privacy.device.h')}</h2>
        <p>{t('privacy.device.p')}</p>
        <dl class="privacy-device">
          {deviceKeys.map(({ key, says }) => (
            <div key={key}>
              <dt>
                <code>{key}</code>
              </dt>
              <dd>{t(`privacy.device.${says}`)}</dd>
            </div>
          ))}
        </dl>
        <KeptReplays />
      </section>
      <p>
        <Link to="/privacy/self-check">{t('privacy.school')}</Link>
      </p>
    </>
  );
}

/** A student's own way: the seats this browser has a ticket for. */
function OwnNames(): JSX.Element | null {
  const [seats, setSeats] = useState(ownSeats);
  const [said, setSaid] = useState<string | null>(null);
  if (seats.length === 0 && said === null) return null;
  const erase = async (seat: OwnSeat): Promise<void> => {
    const done = await eraseName(seat);
    // One of them may say the name.
    await dropReplays();
    const words = done === null ? errorWords('offline') : t(`privacy.erase.${done}`);
    setSeats(ownSeats());
    setSaid(words);
    announce('privacy', words);
  };
  return (
    <div class="card card-butter privacy-mine">
      {seats.length > 0 && <p>{t('privacy.erase.what')}</p>}
      {seats.map((seat) => (
        <p key={seat.code} class="privacy-seat">
          <bdi>{t('privacy.erase.room', { code: seat.code, name: seat.name })}</bdi>
          <button type="button" class="button" onClick={() => void erase(seat)}>
            <Icon name="trash" /> {t('privacy.erase.mine')}
          </button>
        </p>
      ))}
      {said !== null && <p role="status">{said}</p>}
    </div>
  );
}
