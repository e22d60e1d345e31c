import type { JSX } from 'preact';
import { Cookie } from '../../art/cookie.tsx';
import { Tin } from '../../art/tin.tsx';
import { Tray } from '../../charts/tray.tsx';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';
import { countsOf } from './draw-progress.ts';
import { countWords, type FlavourPart } from './flavour-parts.ts';

const inTheAir = 6;

export interface DrawSceneProps {
  readonly order: string;
  readonly landed: number;
  readonly parts: readonly FlavourPart[];
  readonly round: number;
}

/** The tin hides, the tray shows: cookies fly over in the server's order, a few at a time. */
export function DrawScene({ order, landed, parts, round }: DrawSceneProps): JSX.Element {
  const drawing = landed < order.length;
  const flying = drawing ? order.slice(landed, landed + inTheAir) : '';
  const counts = countsOf(order, order.length, parts.length);
  return (
    <div class="draw-scene">
      <div class={drawing ? 'draw-tin draw-tin-open' : 'draw-tin'}>
        <Tin open={drawing} />
      </div>
      <div class="draw-tray">
        <Tray
          key={round}
          order={order}
          shown={landed}
          flavours={parts.map(({ flavour }) => flavour)}
          title={t('round.tray.alt', { n: formatCount(order.length), list: countWords(parts, counts) })}
        />
      </div>
      <div class="draw-air" aria-hidden="true">
        {[...flying].map((digit, i) => (
          <span key={landed + i} class="draw-flight">
            <Cookie flavour={parts[Number(digit)]?.flavour ?? 'choc'} size="calc(3.6 * var(--u))" />
          </span>
        ))}
      </div>
    </div>
  );
}
