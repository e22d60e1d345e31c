import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { connect } from '../../connection.ts';
import { t } from '../../locales/translate.ts';
import { announce } from '../live-region.tsx';
import { TopBar } from '../shell/top-bar.tsx';

type Outcome = 'waiting' | 'ok' | 'bad';

const patienceMs = 8000;
/** No room has this code: being turned away by the server proves the line. */
const nobodysCode = '000000';

/** For the minutes before a class: does this network let pages and the live line through? */
export function CheckPage(): JSX.Element {
  const [page, setPage] = useState<Outcome>('waiting');
  const [line, setLine] = useState<Outcome>('waiting');
  useEffect(() => {
    fetch('/healthz', { cache: 'no-store' }).then(
      (response) => setPage(response.ok ? 'ok' : 'bad'),
      () => setPage('bad'),
    );
    const connection = connect('/display', () => ({ room: nobodysCode }));
    const stop = connection.refused.subscribe((refused) => {
      if (refused !== null) setLine('ok');
    });
    const timer = setTimeout(() => setLine((old) => (old === 'waiting' ? 'bad' : old)), patienceMs);
    return () => {
      clearTimeout(timer);
      stop();
      connection.close();
    };
  }, []);
  const settled = page !== 'waiting' && line !== 'waiting';
  const ok = page === 'ok' && line === 'ok';
  useEffect(() => {
    if (settled) announce('check', t(ok ? 'check.ok' : 'check.bad'));
  }, [settled, ok]);
  return (
    <>
      <TopBar back="/" />
      <main id="main" class="page shell-words" tabIndex={-1}>
        <h1>{t('check.h')}</h1>
        <Line words={t('check.page')} outcome={page} />
        <Line words={t('check.line')} outcome={line} />
        {settled && <p class={ok ? 'good' : 'warn'}>{t(ok ? 'check.ok' : 'check.bad')}</p>}
        {settled && !ok && <p>{t('net.fail.p')}</p>}
      </main>
    </>
  );
}

function Line({ words, outcome }: { words: string; outcome: Outcome }): JSX.Element {
  const icon = { waiting: 'clock', ok: 'check', bad: 'alert' } as const;
  const said = { waiting: t('load.h'), ok: t('check.ok'), bad: t('check.bad') };
  return (
    <p class="with-icon">
      <Icon name={icon[outcome]} title={said[outcome]} /> {words}
    </p>
  );
}
