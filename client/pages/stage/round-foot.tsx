import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { grouped } from '../landing/code-field.ts';
import type { JoinAddress } from './join-address.ts';
import { QrCode } from './qr-code.tsx';

export function SubmittedBar({ answered, players }: { answered: number; players: number }): JSX.Element {
  const words = t('round.submitted', { n: formatCount(answered), total: formatCount(players) });
  const [, first = '', rest = ''] = /^(\S+)(.*)$/.exec(words) ?? [];
  return (
    <div class="submitted">
      <p>
        <b>{first}</b>
        {rest}
      </p>
      <span class="submitted-bar" aria-hidden="true">
        <i style={{ transform: `scaleX(${players === 0 ? 0 : Math.min(1, answered / players)})` }} />
      </span>
    </div>
  );
}

export interface RejoinCodeProps {
  readonly code: string;
  readonly locked: boolean;
  readonly address: JoinAddress;
}

/** The way back in for a phone that got lost: the code always, the camera's way one tap away. */
export function RejoinCode({ code, locked, address }: RejoinCodeProps): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <div class="rejoin">
      <button type="button" aria-expanded={open} title={t('lobby.bigger')} onClick={() => setOpen(!open)}>
        <Icon name={locked ? 'lock' : 'qr'} /> <span>{locked ? t('lobby.locked') : t('round.late')}</span>{' '}
        <b>{grouped(code)}</b>
      </button>
      {open && (
        <div class="rejoin-code">
          <QrCode text={address.url} title={t('lobby.scan')} />
          <p>{address.spoken}</p>
        </div>
      )}
    </div>
  );
}
