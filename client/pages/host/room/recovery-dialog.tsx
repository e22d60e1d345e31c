import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../art/icon.tsx';
import { errorWords, t } from '../../../locales/translate.ts';
import { takeHost } from '../../shell/api.ts';
import { rememberTaken, roomOfCode } from '../past-rooms-store.ts';
import { Dialog } from './dialog.tsx';

export interface RecoveryDialogProps {
  readonly code: string;
  /** The room has just come to this device: the code on the old paper is dead. */
  readonly newly: boolean;
  readonly onClose: () => void;
}

/** Behind a tap, since this page may be on the wall. */
export function RecoveryDialog({ code, newly, onClose }: RecoveryDialogProps): JSX.Element {
  const [shown, setShown] = useState(false);
  const [renewed, setRenewed] = useState(newly);
  const [problem, setProblem] = useState<string | null>(null);
  const room = roomOfCode(code);

  const renew = async (): Promise<void> => {
    if (room === undefined) return;
    const answer = await takeHost(code, room.hostToken);
    if (answer.ok) {
      rememberTaken(answer.value, room.hostToken);
      setRenewed(true);
      setProblem(null);
    } else setProblem(answer.code === 'offline' ? t('net.fail.p') : errorWords(answer.code));
  };

  return (
    <Dialog title={t('lobby.recovery')} onClose={onClose}>
      <p role="status">{t(renewed ? 'lobby.recovery.new' : 'lobby.recovery.p')}</p>
      {shown ? (
        <p class="host-recovery">{grouped(room?.recoveryCode ?? '')}</p>
      ) : (
        <button type="button" class="button" onClick={() => setShown(true)}>
          <Icon name="eye" /> {t('lobby.recovery.show')}
        </button>
      )}
      {problem !== null && (
        <p class="field-error" role="alert">
          <Icon name="alert" /> {problem}
        </p>
      )}
      {shown && (
        <button type="button" class="button button-quiet" onClick={() => void renew()}>
          <Icon name="refresh" /> {t('lobby.recovery.renew')}
        </button>
      )}
    </Dialog>
  );
}

/** As it is written down and read aloud: in fours. */
const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');
