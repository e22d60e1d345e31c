import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { type Check, useCheck } from './check/use-check.ts';
import { FairnessDialog } from './fairness-dialog.tsx';

/** Bigger lessons wait until somebody asks: their log is megabytes. */
const mostUnasked = 3000;

const fairnessHash = '#fairness';

/** Tells the outcome in the page's head as soon as it is known, and opens what lies behind it. */
export function FairnessButton({ replay }: { replay: Replay }): JSX.Element {
  const { fairness, players, rounds } = replay;
  const asked = location.hash === fairnessHash;
  const [check, start] = useCheck(replay);
  const [shown, setShown] = useState(asked && fairness !== null);
  const unasked = players.length * rounds.length <= mostUnasked;
  useEffect(() => {
    if (fairness !== null && (asked || unasked)) start();
  }, [replay]);
  if (fairness === null) {
    return (
      <p class="replay-unsealed with-icon">
        <Icon name="info" /> {t('replay.fair.none')}
      </p>
    );
  }
  const { icon, words, tone } = faceOf(check);
  return (
    <>
      <button
        type="button"
        class={`button replay-fair ${tone}`}
        aria-haspopup="dialog"
        onClick={() => {
          setShown(true);
          if (check.state === 'idle' || check.state === 'failed') start();
        }}
      >
        <Icon name={icon} />
        {t(words)}
      </button>
      {shown && (
        <FairnessDialog
          replayId={replay.replayId}
          fairness={fairness}
          check={check}
          onAgain={start}
          onClose={() => setShown(false)}
        />
      )}
    </>
  );
}

interface Face {
  readonly icon: 'shield' | 'alert' | 'info';
  readonly words: Parameters<typeof t>[0];
  readonly tone: '' | 'good' | 'warn';
}

function faceOf(check: Check): Face {
  if (check.state === 'failed') return { icon: 'alert', words: 'replay.fair.failed', tone: 'warn' };
  if (check.state !== 'done') return { icon: 'shield', words: 'replay.fair.h', tone: '' };
  switch (check.outcome) {
    case 'good':
      return { icon: 'shield', words: 'replay.fair', tone: 'good' };
    case 'bad':
      return { icon: 'alert', words: 'replay.fair.bad', tone: 'warn' };
    case 'partial':
      return { icon: 'info', words: 'replay.fair.partial', tone: '' };
  }
}
