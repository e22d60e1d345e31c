import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HostSeat } from '../../../../shared/views/wire.ts';
import { Icon } from '../../../art/icon.tsx';
import { t } from '../../../locales/translate.ts';
import { Dialog } from './dialog.tsx';
import type { HostActs } from './host-acts.ts';

/** One seat: a new name, no name, or out. */
export function SeatDialog({
  seat,
  acts,
  onClose,
}: {
  seat: HostSeat;
  acts: HostActs;
  onClose: () => void;
}): JSX.Element {
  const [name, setName] = useState(seat.name);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<'remove' | 'forget' | null>(null);
  const rename = async (): Promise<void> => {
    const words = await acts.rename(seat.playerId, name);
    if (words === null) onClose();
    else setProblem(words);
  };
  return (
    <Dialog title={seat.name} onClose={onClose}>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <label for="seat-name">{t('host.rename')}</label>
        <input
          id="seat-name"
          class="input"
          type="text"
          value={name}
          autoComplete="off"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'seat-problem'}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        {problem !== null && (
          <p id="seat-problem" class="field-error">
            <Icon name="alert" /> {problem}
          </p>
        )}
        <button type="submit" class="button button-primary">
          {t('host.rename')}
        </button>
      </form>
      {asked === null ? (
        <>
          <button type="button" class="button button-quiet" onClick={() => setAsked('forget')}>
            {t('host.forget')}
          </button>
          <button type="button" class="button button-quiet" onClick={() => setAsked('remove')}>
            {t('lobby.kick', { name: seat.name })}
          </button>
        </>
      ) : (
        <div class="host-dialog-confirm">
          <p>{t(asked === 'remove' ? 'host.kick.confirm' : 'host.forget.confirm', { name: seat.name })}</p>
          <button
            type="button"
            class="button"
            onClick={() => {
              acts[asked](seat.playerId);
              onClose();
            }}
          >
            {t(asked === 'remove' ? 'host.kick' : 'host.forget')}
          </button>
        </div>
      )}
    </Dialog>
  );
}
