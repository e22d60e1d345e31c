import type { JSX } from 'preact';
import type { Replay } from '../../../shared/views/wire.ts';
import { Cookie } from '../../art/cookie.tsx';
import { flavourArt } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { flavourWord, t } from '../../locales/translate.ts';
import { type Move, type Playhead, speeds } from './playhead.ts';
import { tallyAt } from './standing.ts';

export interface TransportProps {
  readonly replay: Replay;
  readonly head: Playhead;
  readonly move: (move: Move) => void;
}

/** Play, step, scrub and speed; stays at the foot of the window. */
export function Transport({ replay, head, move }: TransportProps): JSX.Element {
  const { flavours } = replay.settings;
  const tally = tallyAt(replay.rounds, head.round, flavours.length);
  return (
    <section class="replay-transport" aria-label={t('replay.h')}>
      <div class="replay-buttons">
        <button
          type="button"
          aria-label={t('replay.prev')}
          aria-disabled={head.round === 0}
          onClick={() => move({ type: 'step', by: -1 })}
        >
          <Icon name="prev" />
        </button>
        <button
          type="button"
          class="replay-play"
          aria-label={t(head.playing ? 'replay.pause' : 'replay.play')}
          onClick={() => move({ type: 'toggle' })}
        >
          <Icon name={head.playing ? 'pause' : 'play'} size={28} />
        </button>
        <button
          type="button"
          aria-label={t('replay.next')}
          aria-disabled={head.round === head.last}
          onClick={() => move({ type: 'step', by: 1 })}
        >
          <Icon name="next" />
        </button>
      </div>
      <p class="replay-now">
        <b>{head.round === 0 ? t('replay.round0') : t('unit.round', { n: head.round })}</b>
        <span>
          {flavours.map((name, k) => (
            <span key={name} class="replay-count">
              <Cookie flavour={flavourArt(name, k)} title={flavourWord(name)} size="1.25em" />
              {formatCount(tally[k] ?? 0)}
            </span>
          ))}
        </span>
      </p>
      <Scrubber replay={replay} head={head} move={move} seen={tally.reduce((sum, count) => sum + count, 0)} />
      <fieldset class="segmented replay-speed">
        <legend class="visually-hidden">{t('replay.speed')}</legend>
        {speeds.map((speed) => (
          <button
            key={speed}
            type="button"
            aria-pressed={speed === head.speed}
            onClick={() => move({ type: 'speed', speed })}
          >
            {speed}×
          </button>
        ))}
      </fieldset>
    </section>
  );
}

/** A native slider over a drawn rail: every stop bears what its draw gave of the first flavour. */
function Scrubber({ replay, head, move, seen }: TransportProps & { seen: number }): JSX.Element {
  const { round, last } = head;
  const part = (n: number): string => `${(100 * n) / Math.max(1, last)}%`;
  const every = Math.ceil(last / 24);
  return (
    <div class="replay-scrubber">
      <div class="replay-rail">
        <i style={{ width: part(round) }} />
      </div>
      <ol aria-hidden="true">
        {Array.from({ length: last + 1 }, (_, n) => (
          <li key={n} class={n === round ? 'is-now' : n < round ? 'is-past' : ''} style={{ left: part(n) }}>
            <i>{n === round ? n : ''}</i>
            {(n % every === 0 || n === round) && (
              <span>{n === 0 ? t('replay.round0') : (replay.rounds[n - 1]?.counts[0] ?? '')}</span>
            )}
          </li>
        ))}
      </ol>
      <input
        type="range"
        min="0"
        max={last}
        step="1"
        value={round}
        aria-label={t('replay.scrub')}
        aria-valuetext={t('replay.scrub.text', { n: round, m: formatCount(seen) })}
        onInput={(event) => move({ type: 'go', round: Number(event.currentTarget.value) })}
      />
    </div>
  );
}
