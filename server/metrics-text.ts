/** Labels in a fixed order, so that the same ones are the same series. */
type Labels = Readonly<Record<string, string>>;

/** One family of series, as Prometheus reads it. */
export interface Family {
  text(): string;
}

function series(name: string, labels: Labels, value: number): string {
  const shown = Object.entries(labels).map(([label, said]) => `${label}=${JSON.stringify(said)}`);
  return `${name}${shown.length === 0 ? '' : `{${shown.join(',')}}`} ${Number.isFinite(value) ? value : 0}`;
}

function family(name: string, type: string, help: string, lines: readonly string[]): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** What is looked at when it is asked for. */
export function gauge(
  name: string,
  help: string,
  look: () => number | readonly (readonly [Labels, number])[],
  type: 'gauge' | 'counter' = 'gauge',
): Family {
  return {
    text() {
      const seen = look();
      const all = typeof seen === 'number' ? ([[{}, seen]] as const) : seen;
      return family(
        name,
        type,
        help,
        all.map(([labels, value]) => series(name, labels, value)),
      );
    },
  };
}

export interface Counter extends Family {
  add(labels: Labels): void;
}

export function counter(name: string, help: string): Counter {
  const counts = new Map<string, { readonly labels: Labels; count: number }>();
  return {
    add(labels) {
      const key = Object.values(labels).join('\n');
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { labels, count: 1 });
      else known.count += 1;
    },
    text: () =>
      family(
        name,
        'counter',
        help,
        [...counts.values()].map(({ labels, count }) => series(name, labels, count)),
      ),
  };
}

export interface Histogram extends Family {
  observe(seconds: number): void;
}

/** Bounds from what nobody notices to what nobody waits for. */
const BOUNDS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export function histogram(name: string, help: string): Histogram {
  const counts = new Array<number>(BOUNDS_S.length + 1).fill(0);
  let sum = 0;
  return {
    observe(seconds) {
      const at = BOUNDS_S.findIndex((bound) => seconds <= bound);
      const bucket = at === -1 ? BOUNDS_S.length : at;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      sum += seconds;
    },
    text() {
      let total = 0;
      const lines = counts.map((count, k) => {
        total += count;
        return series(`${name}_bucket`, { le: BOUNDS_S[k]?.toString() ?? '+Inf' }, total);
      });
      return family(name, 'histogram', help, [
        ...lines,
        series(`${name}_sum`, {}, sum),
        series(`${name}_count`, {}, total),
      ]);
    },
  };
}
