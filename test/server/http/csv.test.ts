import { describe, expect, test } from 'vitest';
import { csvCell, csvPieces, inert } from '../../../server/http/csv.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { replayOf } from '../../../shared/views/replay.ts';
import { belief, drawing, playing } from '../../support/room.ts';

describe('CSV cells', () => {
  test.each(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])(
    'a cell that begins with %j is text',
    (first) => {
      expect(inert(`${first}HYPERLINK("x")`)).toBe(`'${first}HYPERLINK("x")`);
    },
  );

  test('other cells stay as they are', () => {
    for (const text of ['', '미나', "'x", 'a=b', '1+1', '초코-맛']) expect(inert(text)).toBe(text);
  });

  test('separators, quotes, line ends and outer spaces are quoted', () => {
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('a"b')).toBe('"a""b"');
    expect(csvCell('a\r\nb')).toBe('"a\r\nb"');
    expect(csvCell(' a')).toBe('" a"');
    expect(csvCell('=a,b')).toBe(`"'=a,b"`);
  });

  test('numbers are bare, nothing is empty', () => {
    expect(csvCell(-0)).toBe('0');
    expect(csvCell(0.1)).toBe('0.1');
    expect(csvCell(null)).toBe('');
  });
});

describe('columns', () => {
  const draws = drawing([13, 7], [9, 11], [12, 8]);

  /** The rows of one seat, each cell by the name of its column. */
  function rowsOf(
    input: SettingsInput,
    estimate: readonly number[],
    bands: readonly (readonly [number, number])[],
  ) {
    const room = playing({ rounds: 3, drawSize: 20, ...input }, draws, 'a');
    room.place('a', estimate);
    room.run({ type: 'close' });
    room.run({ type: 'next', draws: 2, twist: input.estimate === 'belief' });
    room.run({ type: 'close' });
    if (bands.length > 0) room.run({ type: 'next', draws: 1 });
    for (const [low, high] of bands) room.bet('a', low, high);
    room.run({ type: 'reveal' });
    const replay = replayOf(room.state.open, new Map(), { title: '', replayId: 'r', namesFor: 'host' });
    if (replay === null) throw new Error('the jar is still sealed');
    const [header = [], ...rows] = [...csvPieces(replay)]
      .join('')
      .slice(1)
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    return {
      header,
      replay,
      rows: rows.map((row) => Object.fromEntries(header.map((name, k) => [name, row[k]]))),
    };
  }
  const point = [
    'player_id',
    'name',
    'round',
    'drawn_초콜릿',
    'drawn_바닐라',
    'estimate_초콜릿',
    'estimate_바닐라',
  ];
  const scores = ['kl', 'points', 'total', 'rank', 'kl_jar'];

  test('a point game has no others', () => {
    expect(rowsOf({}, [0.65, 0.35], []).header).toEqual([...point, ...scores]);
  });

  test('a belief room says α and what of the gap is centre and width; no ELBO in a twist', () => {
    const { header, rows, replay } = rowsOf({ estimate: 'belief' }, belief(30, 10), []);
    const more = ['alpha_초콜릿', 'alpha_바닐라', 'centre', 'width', 'twist', 'elbo'];
    expect(header).toEqual([...point, ...scores, ...more]);
    expect(rows[0]).toMatchObject({
      alpha_초콜릿: '1',
      estimate_초콜릿: '0.5',
      centre: '',
      elbo: '',
      twist: '',
    });
    const { kl, centre, width, elbo, ...first } = rows[1] ?? {};
    expect(first).toMatchObject({ alpha_초콜릿: '31', alpha_바닐라: '11', twist: '0' });
    expect(Number(first.estimate_초콜릿)).toBe(31 / 42);
    expect(Number(centre) + Number(width)).toBeCloseTo(Number(kl), 14);
    expect(Number(elbo)).toBe((replay.rounds[0]?.belief?.logEvidence ?? 0) - Number(kl));
    expect(rows[2]).toMatchObject({ round: '2', kl: '', twist: '1', elbo: '' });
    expect(rows[3]).toMatchObject({ round: '3', twist: '1', elbo: '' });
    expect(Number(rows[3]?.kl)).toBeGreaterThan(0);
  });

  test('bets stand in a seat’s last row', () => {
    const { header, rows } = rowsOf({ bet: true }, [0.65, 0.35], [[0.6, 0.75]]);
    expect(header).toEqual([...point, ...scores, 'bet_low', 'bet_high', 'bet_cost', 'bet_hit']);
    expect(rows.map((row) => row.bet_low)).toEqual(['', '', '', '0.6']);
    expect(rows[3]).toMatchObject({ bet_high: '0.75', bet_hit: '1' });
    expect(Number(rows[3]?.bet_cost)).toBeCloseTo(15, 10);
    expect(rowsOf({ bet: true }, [0.65, 0.35], []).rows[3]).toMatchObject({ bet_low: '', bet_hit: '' });
  });
});
