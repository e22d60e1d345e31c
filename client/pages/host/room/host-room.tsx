import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { roomOfCode } from '../past-rooms-store.ts';
import { RecoveryForm } from './recovery-form.tsx';
import { RunningRoom } from './running-room.tsx';
import './host-room.css';

/** Host; host since a moment ago; or not any more, since another device is. */
type Standing = 'host' | 'newly' | 'taken';

/** The host's page. Another device comes in with the recovery code, and is the host from then on. */
export function HostRoom({ code }: { code: string }): JSX.Element {
  const [standing, setStanding] = useState<Standing>('host');
  const hostToken = roomOfCode(code)?.hostToken;
  if (hostToken === undefined || standing === 'taken') {
    return <RecoveryForm code={code} taken={standing === 'taken'} onHost={() => setStanding('newly')} />;
  }
  return (
    <RunningRoom
      key={hostToken}
      code={code}
      hostToken={hostToken}
      newly={standing === 'newly'}
      onTaken={() => setStanding('taken')}
    />
  );
}
