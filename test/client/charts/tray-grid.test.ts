import { describe, expect, test } from 'vitest';
import { trayGrid } from '../../../client/charts/tray-grid.ts';

describe('tray', () => {
  test('is ten by ten for a hundred cookies', () => {
    expect(trayGrid(100)).toEqual({ columns: 10, rows: 10 });
  });

  test.each([1, 5, 10, 25, 60, 150, 250, 500])(
    'has a place for each of %i cookies and less than a row to spare',
    (count) => {
      for (const aspect of [0.6, 1, 1.8]) {
        const { columns, rows } = trayGrid(count, aspect);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * rows - count).toBeLessThan(columns);
      }
    },
  );

  test('is empty without complaint', () => {
    expect(trayGrid(0)).toEqual({ columns: 1, rows: 1 });
  });
});
