import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { roomOfCode } from '../past-rooms-store.ts';
import { RecoveryForm } from './recovery-form.tsx';
import { RunningRoom } from './running-room.tsx';
import './host-room.css';

const keptAs = (code: string): string => `recovery ${code}`;

export type HostKey = { readonly hostToken: string } | { readonly recoveryCode: string };

function keyOf(code: string): HostKey | null {
  const typed = sessionStorage.getItem(keptAs(code));
  if (typed !== null) return { recoveryCode: typed };
  const room = roomOfCode(code);
  return room === undefined ? null : { hostToken: room.hostToken };
}

/** The host's page. Another device comes in with the recovery code, which stays in this tab only. */
export function HostRoom({ code }: { code: string }): JSX.Element {
  const [key, setKey] = useState(() => keyOf(code));
  const [wrong, setWrong] = useState(false);
  if (key === null) {
    return (
      <RecoveryForm
        wrong={wrong}
        onCode={(recoveryCode) => {
          sessionStorage.setItem(keptAs(code), recoveryCode);
          setKey({ recoveryCode });
        }}
      />
    );
  }
  return (
    <RunningRoom
      code={code}
      hostKey={key}
      onRefused={() => {
        setWrong('recoveryCode' in key);
        sessionStorage.removeItem(keptAs(code));
        setKey(null);
      }}
    />
  );
}
