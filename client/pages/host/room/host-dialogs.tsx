import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HostView } from '../../../../shared/views/wire.ts';
import { Icon } from '../../../art/icon.tsx';
import { t } from '../../../locales/translate.ts';
import { saveCsv } from '../../shell/api.ts';
import { LanguageSwitch, ThemeSwitch } from '../../shell/switches.tsx';
import { joinAddressOf } from '../../stage/join-address.ts';
import type { StagePart } from '../../stage/stage-part.ts';
import { roomOfCode } from '../past-rooms-store.ts';
import { Confirm, Dialog } from './dialog.tsx';
import type { HostActs } from './host-acts.ts';
import type { Opened } from './host-controls.tsx';
import { cueOf } from './host-cue.ts';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { SeatDialog } from './seat-dialog.tsx';
import { SeatListDialog } from './seat-list-dialog.tsx';
import { openDisplay } from './second-screen.tsx';
import { soundOn, switchSound } from './sounds.ts';
import { toggleFullScreen } from './use-host-keys.ts';

export interface HostDialogsProps {
  readonly opened: Opened;
  readonly view: HostView;
  readonly joinUrl: string | undefined;
  readonly acts: HostActs;
  readonly open: (opened: Opened) => void;
  readonly onClose: () => void;
  readonly playAgain: () => void;
  readonly choosePart: (part: StagePart) => void;
}

export function HostDialogs(props: HostDialogsProps): JSX.Element | null {
  const { opened, view, acts, open, onClose } = props;
  switch (opened.dialog) {
    case 'keys':
      return (
        <Dialog title={t('host.panel.h')} onClose={onClose}>
          <p>{t('host.keys')}</p>
        </Dialog>
      );
    case 'cue':
      return (
        <Dialog title={t('cue.label')} onClose={onClose}>
          <p class="host-cue">{t(cueOf(view))}</p>
        </Dialog>
      );
    case 'seats':
      return (
        <SeatListDialog
          players={view.players}
          seats={view.seats}
          find={acts.find}
          pick={(seat) => {
            const { playerId } = seat;
            // Of a seat that is listed the list tells when it goes.
            const isListed = view.seats.some((listed) => listed.playerId === playerId);
            open({ dialog: 'seat', playerId, ...(!isListed && { found: seat }) });
          }}
          onClose={onClose}
        />
      );
    case 'seat': {
      const seat = view.seats.find(({ playerId }) => playerId === opened.playerId) ?? opened.found;
      return seat === undefined ? null : (
        <SeatDialog key={seat.playerId} seat={seat} acts={acts} onClose={onClose} />
      );
    }
    case 'mix':
      return <MixDialog acts={acts} onClose={onClose} />;
    case 'recovery':
      return <RecoveryDialog code={view.code} newly={opened.newly} onClose={onClose} />;
    case 'reveal':
      return (
        <Confirm
          title={t('host.reveal')}
          text={t('host.reveal.confirm')}
          action={t('reveal.cta')}
          onYes={acts.reveal}
          onClose={onClose}
        />
      );
    case 'end':
      return (
        <Confirm
          title={t('host.end')}
          text={t(view.phase === 'revealed' ? 'host.end.open' : 'host.end.confirm')}
          action={t('host.end')}
          onYes={acts.end}
          onClose={onClose}
        />
      );
    case 'forget':
    case 'endForget':
      return <ForgetDialog {...props} />;
    case 'more':
      return <MoreDialog {...props} />;
  }
}

/** All names at once, with or without the end of the lesson. */
function ForgetDialog({ opened, acts, onClose }: HostDialogsProps): JSX.Element {
  const ends = opened.dialog === 'endForget';
  return (
    <Confirm
      title={t(ends ? 'host.end.forget' : 'host.forget.all')}
      text={t('host.forget.all.confirm')}
      action={t(ends ? 'host.end.forget' : 'host.forget.all')}
      onYes={() => {
        if (ends) acts.end();
        acts.forget();
      }}
      onClose={onClose}
    />
  );
}

function MoreDialog(props: HostDialogsProps): JSX.Element {
  const { view, joinUrl, acts, open, onClose, playAgain, choosePart } = props;
  const [copied, setCopied] = useState(false);
  const room = roomOfCode(view.code);
  const isOpen = view.phase === 'revealed' || view.phase === 'ended';
  const then = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <Dialog title={t('host.panel.h')} onClose={onClose}>
      <div class="host-menu">
        <button type="button" onClick={then(() => openDisplay(view.code))}>
          <Icon name="projector" /> {t('host.window')}
        </button>
        <button
          type="button"
          onClick={() => {
            void navigator.clipboard
              ?.writeText(joinAddressOf(view.code, joinUrl).url)
              .then(() => setCopied(true));
          }}
        >
          <Icon name={copied ? 'check' : 'copy'} /> {t(copied ? 'app.copied' : 'lobby.copy')}
        </button>
        <button type="button" onClick={then(toggleFullScreen)}>
          <Icon name="full-screen" /> {t('host.fullscreen')}
        </button>
        <button type="button" aria-pressed={soundOn.value} onClick={() => switchSound(!soundOn.value)}>
          <Icon name={soundOn.value ? 'check' : 'sound'} /> {t('host.sound')}
        </button>
        <button type="button" onClick={() => open({ dialog: 'cue' })}>
          <Icon name="hand" /> {t('cue.label')}
        </button>
        {view.phase === 'results' && (
          <button type="button" onClick={then(() => choosePart('learn'))}>
            <Icon name="info" /> {t('learn.more')}
          </button>
        )}
        <button type="button" onClick={() => open({ dialog: 'seats' })}>
          <Icon name="users" /> {t('host.seats', { n: view.players })}
        </button>
        {!isOpen && (
          <button type="button" onClick={then(view.locked ? acts.unlock : acts.lock)}>
            <Icon name={view.locked ? 'unlock' : 'lock'} /> {t(view.locked ? 'lobby.unlock' : 'lobby.lock')}
          </button>
        )}
        {room !== undefined && room.recoveryCode !== '' && (
          <button type="button" onClick={() => open({ dialog: 'recovery', newly: false })}>
            <Icon name="refresh" /> {t('lobby.recovery.show')}
          </button>
        )}
        {(view.phase === 'guessing' || view.phase === 'results') && (
          <button type="button" onClick={() => open({ dialog: 'reveal' })}>
            <Icon name="eye" /> {t('host.reveal')}
          </button>
        )}
        {isOpen && (
          <button type="button" onClick={then(playAgain)}>
            <Icon name="refresh" /> {t('host.again')}
          </button>
        )}
        {isOpen && view.replayId !== null && room !== undefined && (
          <button
            type="button"
            onClick={() =>
              void saveCsv(view.replayId ?? '', room.hostToken, `${view.title || view.code}.csv`)
            }
          >
            <Icon name="download" /> {t('host.export')}
          </button>
        )}
        {isOpen && view.replayId !== null && (
          <a href={`/replay/${view.replayId}`}>
            <Icon name="play" /> {t('end.replay')}
          </a>
        )}
        {view.phase !== 'ended' && (
          <button type="button" onClick={() => open({ dialog: 'end' })}>
            <Icon name="close" /> {t('host.end')}
          </button>
        )}
        {view.seats.length > 0 && (
          <button type="button" onClick={() => open({ dialog: 'forget' })}>
            <Icon name="trash" /> {t('host.forget.all')}
          </button>
        )}
        {view.seats.length > 0 && view.phase !== 'ended' && (
          <button type="button" onClick={() => open({ dialog: 'endForget' })}>
            <Icon name="trash" /> {t('host.end.forget')}
          </button>
        )}
        <a href="/privacy" target="_blank" rel="noreferrer">
          <Icon name="info" /> {t('privacy.h')}
        </a>
        <button type="button" onClick={() => open({ dialog: 'keys' })}>
          <Icon name="menu" /> {t('host.keys.h')}
        </button>
      </div>
      <div class="host-menu-switches">
        <ThemeSwitch />
        <LanguageSwitch />
      </div>
    </Dialog>
  );
}

function MixDialog({ acts, onClose }: { acts: HostActs; onClose: () => void }): JSX.Element {
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const mix = async (): Promise<void> => {
    if (words.trim() === '') return;
    const refusal = await acts.mix(words.trim());
    if (refusal === null) onClose();
    else setProblem(refusal);
  };
  return (
    <Dialog title={t('lobby.mix.short')} onClose={onClose}>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          void mix();
        }}
      >
        <p>{t('lobby.mix.p')}</p>
        <label for="mix-words">{t('lobby.mix.word')}</label>
        <input
          id="mix-words"
          class="input"
          type="text"
          maxLength={200}
          autoComplete="off"
          value={words}
          aria-describedby={problem === null ? undefined : 'mix-problem'}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        {problem !== null && (
          <p id="mix-problem" class="field-error">
            <Icon name="alert" /> {problem}
          </p>
        )}
        <button type="submit" class="button button-primary">
          {t('lobby.mix.short')}
        </button>
      </form>
    </Dialog>
  );
}
