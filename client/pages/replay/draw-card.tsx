import type { JSX } from 'preact';
import type { Estimate } from '../../../shared/room/events.ts';
import type { Replay } from '../../../shared/views/wire.ts';
import { flavourArt } from '../../art/flavours.ts';
import { MixBar, MixLegend } from '../../charts/mix-bar.tsx';
import { Tray } from '../../charts/tray.tsx';
import { formatCount, formatPercent } from '../../locales/numbers.ts';
import { flavourWord, t } from '../../locales/translate.ts';
import { tallyAt } from './standing.ts';

export interface DrawCardProps {
  readonly replay: Replay;
  readonly round: number;
  /** Whose estimate stands between the data and the jar: the one followed last, else a bot. */
  readonly chosen: { readonly name: string; readonly estimate: Estimate | null } | null;
}

/** The cookies of this draw, and three bars on one scale: all data so far, one estimate, the jar. */
export function DrawCard({ replay, round, chosen }: DrawCardProps): JSX.Element {
  const { flavours } = replay.settings;
  const draw = replay.rounds[round - 1];
  const art = flavours.map(flavourArt);
  const tally = tallyAt(replay.rounds, round, flavours.length);
  const drawn = tally.reduce((sum, count) => sum + count, 0);
  const words = (draw?.counts ?? []).map((n, k) =>
    t('reveal.counts.item', { n, flavour: flavourWord(flavours[k] ?? '') }),
  );
  return (
    <section class="card replay-draw" aria-labelledby="replay-draw">
      <h2 id="replay-draw">
        {t('replay.draw')}
        {draw !== undefined && <small>{t('reveal.seeds', { n: formatCount(draw.order.length) })}</small>}
      </h2>
      {draw === undefined ? (
        <p class="replay-hint replay-draw-empty">{t('lobby.prior')}</p>
      ) : (
        <div class="replay-draw-cookies">
          <div class="replay-tray">
            <Tray order={draw.order} shown={draw.order.length} flavours={art} title={words.join(', ')} />
          </div>
          <MixLegend
            parts={draw.counts.map((count, k) => ({
              flavour: art[k] ?? 'choc',
              label: flavourWord(flavours[k] ?? ''),
              value: formatCount(count),
            }))}
          />
          {!draw.guessed && <p class="replay-hint">{t('replay.unguessed')}</p>}
        </div>
      )}
      <div class="replay-bars">
        <h3 class="visually-hidden">
          {chosen === null ? t('replay.bars.alone') : t('replay.bars', { name: chosen.name })}
        </h3>
        <Bar
          label={`${t('replay.tally')} ${t('unit.count', { n: formatCount(drawn) })}`}
          art={art}
          values={tally}
        />
        {chosen !== null && <Bar label={chosen.name} art={art} values={chosen.estimate} />}
        <Bar label={t('replay.jar')} art={art} values={replay.jar} />
      </div>
    </section>
  );
}

function Bar({
  label,
  art,
  values,
}: {
  label: string;
  art: readonly ReturnType<typeof flavourArt>[];
  values: readonly number[] | null;
}): JSX.Element {
  const whole = (values ?? []).reduce((sum, value) => sum + value, 0);
  // With two flavours the first share says both.
  const told = (values ?? []).slice(0, values?.length === 2 ? 1 : undefined);
  const shares = whole > 0 ? told.map((value) => `${formatPercent(value / whole)}%`).join(' : ') : '–';
  return (
    <div class="replay-bar">
      <span>{label}</span>
      <b>{shares}</b>
      <MixBar
        parts={whole > 0 ? (values ?? []).map((value, k) => ({ flavour: art[k] ?? 'choc', value })) : []}
        total={whole > 0 ? whole : 1}
        scale={0.7}
      />
    </div>
  );
}
