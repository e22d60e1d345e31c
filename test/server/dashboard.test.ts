import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createMetrics } from '../../server/metrics.ts';

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

test('every series the dashboard draws is one that /metrics tells', () => {
  const calm = { p50Ms: 0, p99Ms: 0, mostMs: 0 };
  const metrics = createMetrics(() => ({
    ...{ rooms: () => [], connections: () => 0, waitingAtDoor: () => 0, overload: () => null },
    loopDelay: { recent: () => calm, stop() {} },
  }));
  const told = new Set([...metrics.text().matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  const file = new URL('../../server/deploy/grafana-dashboard.json', import.meta.url);
  const { panels } = JSON.parse(readFileSync(file, 'utf8')) as Dashboard;
  expect(panels).toHaveLength(12);
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      const names = [...expr.matchAll(/\b((?:bakery|process|nodejs)_\w+)\{/g)];
      expect(names.length, title).toBeGreaterThan(0);
      for (const [, name = ''] of names) expect(told, title).toContain(name.replace(/_bucket$/, ''));
    }
  }
});
