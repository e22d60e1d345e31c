import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../locales/translate.ts';
import { JoinScreen } from '../player/join-screen.tsx';
import { Loading } from '../player/lazy-seated.tsx';
import { Seat } from '../player/player-app.tsx';
import { phoneStates } from './entries.ts';
import { inventPhone } from './invented-phone.ts';
import { phoneTable } from './phone-table.ts';

const code = '482917';
const idle = (): void => undefined;

/** One state of the phone with an invented class: /play?gallery=guess, lost-portal, result … */
export function PhoneGallery({ state }: { state: string }): JSX.Element {
  const known = phoneStates.find((name) => name === state);
  switch (known) {
    case undefined:
      return <a href="/?gallery=all">{phoneStates.join(', ')}</a>;
    case 'join':
    case 'join-scanned':
    case 'join-busy': {
      const scanned = known === 'join-scanned';
      return (
        <JoinScreen
          code={known === 'join' ? '' : code}
          scanned={scanned}
          refused={null}
          busy={known === 'join-busy'}
          onJoin={idle}
        />
      );
    }
    case 'loading':
      return <Loading />;
    case 'loading-lost':
      return <Loading note={t('net.lost')} />;
    default:
      return <InventedSeat state={known} />;
  }
}

function InventedSeat({ state }: { state: keyof typeof phoneTable }): JSX.Element {
  const [game] = useState(() => {
    // A page that is out of date loads itself anew once: here it shall stand.
    sessionStorage.setItem('bakery:reloaded', 'once');
    return inventPhone(phoneTable[state]);
  });
  return <Seat game={game} code={code} scanned={false} onJoin={idle} onAgain={idle} />;
}
