import { describe, expect, test } from 'vitest';
import {
  keyMove,
  type Move,
  moved,
  type Playhead,
  playheadAt,
  tickMs,
} from '../../../client/pages/replay/playhead.ts';

const played = (head: Playhead, ...moves: readonly Move[]): Playhead => moves.reduce(moved, head);

describe('the playhead', () => {
  test('stays within the rounds of the record', () => {
    expect(playheadAt(99, 15).round).toBe(15);
    expect(playheadAt(-3, 15).round).toBe(0);
    expect(playheadAt(Number.NaN, 15).round).toBe(15);
    expect(played(playheadAt(15, 15), { type: 'step', by: 1 }).round).toBe(15);
    expect(played(playheadAt(0, 15), { type: 'step', by: -1 }).round).toBe(0);
  });

  test('plays to the end, stops there and never begins again by itself', () => {
    let head = played(playheadAt(13, 15), { type: 'toggle' });
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) {
      head = moved(head, { type: 'tick' });
      seen.push(head.round);
    }
    expect(seen).toEqual([14, 15, 15, 15, 15]);
    expect(head.playing).toBe(false);
  });

  test('begins at the start when asked to play at the end', () => {
    expect(played(playheadAt(15, 15), { type: 'toggle' })).toMatchObject({ round: 0, playing: true });
  });

  test('cannot play a record without rounds', () => {
    expect(played(playheadAt(0, 0), { type: 'toggle' }).playing).toBe(false);
  });

  test('stops when taken by hand, and a late tick then moves nothing', () => {
    const head = played(playheadAt(3, 15), { type: 'toggle' }, { type: 'go', round: 8 });
    expect(head).toMatchObject({ round: 8, playing: false });
    expect(moved(head, { type: 'tick' })).toEqual(head);
  });

  test('keeps its speed: 900 ms a round at 1×', () => {
    const head = played(playheadAt(0, 15), { type: 'speed', speed: 4 }, { type: 'toggle' });
    expect(head.playing).toBe(true);
    expect(tickMs(head)).toBe(225);
    expect(tickMs(playheadAt(0, 15))).toBe(900);
  });
});

describe('keys', () => {
  test.each([
    ['ArrowLeft', { type: 'step', by: -1 }],
    ['ArrowRight', { type: 'step', by: 1 }],
    ['Home', { type: 'home' }],
    ['End', { type: 'end' }],
    [' ', { type: 'toggle' }],
    ['1', { type: 'speed', speed: 0.5 }],
    ['4', { type: 'speed', speed: 4 }],
  ])('%j moves the playhead', (key, move) => {
    expect(keyMove(key)).toEqual(move);
  });

  test.each(['0', '5', 'a', 'Enter', 'Tab', '', 'ArrowUp'])('%j is left alone', (key) => {
    expect(keyMove(key)).toBeNull();
  });
});
