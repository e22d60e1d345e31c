import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Halo } from './halo.tsx';
import { dodge } from './label-dodge.ts';
import { type Band, bandPath, linePath, type Place } from './line-path.ts';
import { roundTicks } from './log-scale.ts';
import { labelWidth, Marker, type Series, seriesColour, shortened } from './series.tsx';
import { Sized } from './sized.tsx';
import type { Size } from './use-size.ts';

export interface Tick {
  readonly label: string;
  /** 0 at the top of the plot, 1 at its foot. */
  readonly at: number;
}

export interface LineChartProps {
  readonly series: readonly Series[];
  readonly rounds: number;
  readonly reached: number;
  readonly playhead?: number | undefined;
  readonly ticks: readonly Tick[];
  readonly position: (value: number) => number;
  readonly xLabel: string;
  readonly title: string;
  readonly bands?: readonly Band[] | undefined;
  /** A dotted horizontal line with its words, such as the true share. */
  readonly rule?: Tick | undefined;
}

const width = (kind: Series['kind']): number =>
  kind === 'mean' ? 0.22 : kind === 'player' ? 0.06 : kind === 'bot' ? 0.13 : 0.165;

const LARGEST_NAME_SHARE = 0.33;

const drawOrder = { player: 0, bot: 1, mean: 2, top: 3, me: 4 } as const;

export function LineChart(props: LineChartProps): JSX.Element {
  return <Sized>{(size) => <Plot {...props} size={size} />}</Sized>;
}

function Plot({
  size,
  series,
  rounds,
  reached,
  playhead,
  ticks,
  position,
  xLabel,
  title,
  bands,
  rule,
}: LineChartProps & { size: Size }): JSX.Element {
  const { em } = size;
  const now = Math.min(playhead ?? reached, reached);
  const first = series.some(({ values }) => (values[0] ?? null) !== null) ? 0 : 1;
  const named = series.filter(({ label, kind }) => label !== undefined && kind !== 'player');
  const left = Math.max(1.2, ...ticks.map(({ label }) => labelWidth(label) + 0.9)) * em;
  // Beside the lines a long name gives way to them; the table has it in full.
  const mostName = Math.max(4, Math.min(9, (LARGEST_NAME_SHARE * size.width) / em));
  const nameOf = ({ label = '' }: Series): string => shortened(label, mostName);
  const right = (named.length > 0 ? 2 + Math.max(...named.map((one) => labelWidth(nameOf(one)))) : 1) * em;
  const top = 0.7 * em;
  const foot = size.height - 3.1 * em;
  const across = Math.max(1, size.width - left - right);
  const span = Math.max(1, rounds - first);
  const x = (n: number): number => left + ((n - first) / span) * across;
  const y = (at: number): number => top + at * (foot - top);
  const place: Place = (n, value) => [x(n), y(position(value))];

  const context = useMemo(
    () =>
      series
        .filter(({ kind }) => kind === 'player')
        .map(
          ({ values }) =>
            [linePath(values, first, now, place), linePath(values, now, reached, place)] as const,
        ),
    [series, first, now, reached, size, position, rounds],
  );
  const lines = series
    .filter(({ kind }) => kind !== 'player')
    .sort((a, b) => drawOrder[a.kind] - drawOrder[b.kind] || (b.rank ?? 0) - (a.rank ?? 0));
  const ends = named.flatMap((one) => {
    const value = one.values[now] ?? null;
    return value === null ? [] : [{ one, at: place(now, value) }];
  });
  const labelY = dodge(
    ends.map(({ at }) => at[1]),
    1.16 * em,
    top,
    foot,
  );

  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={title}>
      <g font-size={0.92 * em} font-weight="600" fill="var(--ink-2)">
        {ticks.map(({ label, at }) => (
          <g key={label}>
            {at < 1 && (
              <path
                d={`M${left} ${y(at)}H${left + across}`}
                stroke="var(--line)"
                stroke-width="var(--c-grid)"
              />
            )}
            <text x={left - 0.5 * em} y={y(at) + 0.33 * em} text-anchor="end">
              {label}
            </text>
          </g>
        ))}
        <path
          d={`M${left} ${foot}H${left + across}`}
          stroke="var(--line-strong)"
          stroke-width="var(--c-axis)"
        />
        {Array.from({ length: rounds - first + 1 }, (_, i) => first + i).map((n) => (
          <path
            key={n}
            d={`M${x(n)} ${foot}v${0.28 * em}`}
            stroke="var(--line-strong)"
            stroke-width="var(--c-axis)"
          />
        ))}
        {roundTicks(rounds, first).map((n) => (
          <text key={n} x={x(n)} y={foot + 1.3 * em} text-anchor="middle">
            {n}
          </text>
        ))}
        <text x={left + across / 2} y={size.height - 0.35 * em} text-anchor="middle">
          {xLabel}
        </text>
      </g>
      {bands?.map((band) => (
        <path
          key={linePath(band.low, first, now, place)}
          d={bandPath(band, first, now, place)}
          fill="var(--mute)"
          opacity=".28"
        />
      ))}
      <g
        fill="none"
        stroke="var(--mute)"
        stroke-width={Math.max(1.2, width('player') * em)}
        stroke-linejoin="round"
      >
        <path d={context.map(([seen]) => seen).join('')} opacity=".85" />
        <path d={context.map(([, later]) => later).join('')} opacity=".14" />
      </g>
      {rule && (
        <g>
          <path
            d={`M${left} ${y(rule.at)}H${left + across}`}
            stroke="var(--ink)"
            stroke-width={0.1 * em}
            stroke-dasharray={`${0.05 * em} ${0.32 * em}`}
            stroke-linecap="round"
          />
        </g>
      )}
      {now < reached && (
        <path
          d={`M${x(now)} ${top - 0.4 * em}V${foot}`}
          stroke="var(--ink)"
          stroke-width="var(--c-axis)"
          opacity=".8"
        />
      )}
      <g fill="none" stroke-linejoin="round" stroke-linecap="round">
        {lines.map((one) => (
          <Line key={one.id} one={one} first={first} now={now} reached={reached} place={place} em={em} />
        ))}
      </g>
      {lines.flatMap((one) =>
        one.kind === 'top'
          ? one.values.flatMap((value, n) =>
              n % 5 === 0 && n < now && n >= first && value !== null
                ? [
                    <Marker
                      key={`${one.id} ${n}`}
                      kind="top"
                      rank={one.rank}
                      x={x(n)}
                      y={y(position(value))}
                      r={0.2 * em}
                    />,
                  ]
                : [],
            )
          : [],
      )}
      {rule && <Halo x={left + 0.3 * em} y={y(rule.at) - 0.35 * em} size={0.9 * em} text={rule.label} />}
      {ends.map(({ one, at }, i) => {
        if (one.label === '') return null;
        const ly = labelY[i] ?? at[1];
        const from = at[0] + 0.45 * em;
        const to = at[0] + 1.05 * em;
        return (
          <g key={one.id}>
            <path
              d={`M${from} ${at[1]}C${(from + to) / 2} ${at[1]} ${(from + to) / 2} ${ly} ${to} ${ly}`}
              fill="none"
              stroke="var(--line-strong)"
              stroke-width={Math.max(1, 0.05 * em)}
            />
            <Halo x={to + 0.18 * em} y={ly + 0.35 * em} size={em} text={nameOf(one)} bold />
          </g>
        );
      })}
      {ends.map(({ one, at }) => (
        <Marker key={one.id} kind={one.kind} rank={one.rank} x={at[0]} y={at[1]} r={0.34 * em} />
      ))}
    </svg>
  );
}

function Line({
  one,
  first,
  now,
  reached,
  place,
  em,
}: {
  one: Series;
  first: number;
  now: number;
  reached: number;
  place: Place;
  em: number;
}): JSX.Element {
  const colour = seriesColour(one);
  const stroke = Math.max(1.8, width(one.kind) * em);
  const dash =
    one.kind === 'bot'
      ? { 'stroke-dasharray': `${0.46 * em} ${0.34 * em}`, 'stroke-linecap': 'butt' as const }
      : {};
  const seen = linePath(one.values, first, now, place);
  return (
    <>
      {one.kind !== 'bot' && <path d={seen} stroke="var(--surface)" stroke-width={stroke + 0.13 * em} />}
      <path d={seen} stroke={colour} stroke-width={stroke} {...dash} />
      {now < reached && (
        <path
          d={linePath(one.values, now, reached, place)}
          stroke={colour}
          stroke-width={stroke}
          opacity=".18"
          {...dash}
        />
      )}
    </>
  );
}
