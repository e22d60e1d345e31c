import { describe, expect, test } from 'vitest';
import { type Area, changedTiles, cover, type Picture, shrink, strayTiles } from '../support/picture.ts';

type Colour = readonly [number, number, number];

const cream: Colour = [252, 250, 244];
const ink: Colour = [38, 22, 14];
const blue: Colour = [30, 70, 180];

function painted(width: number, height: number, colourAt: (x: number, y: number) => Colour): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set([...colourAt(x, y), 255], (y * width + x) * 4);
  }
  return { width, height, data };
}

const isIn = ({ x, y, width, height }: Area, atX: number, atY: number): boolean =>
  atX >= x && atX < x + width && atY >= y && atY < y + height;

/** A phone with a button on it; its words are a comb of strokes as wide as those of small letters. */
const button: Area = { x: 24, y: 700, width: 342, height: 56 };
const words: Area = { x: 24, y: 100, width: 180, height: 16 };
function phone(parts: { button?: Area | null; words?: Area | null; buttonColour?: Colour } = {}): Picture {
  const { button: box = button, words: line = words, buttonColour = blue } = parts;
  return painted(390, 844, (x, y) => {
    if (box !== null && isIn(box, x, y)) return buttonColour;
    return line !== null && isIn(line, x, y) && x % 5 < 2 ? ink : cream;
  });
}

const changes = (before: Picture, after: Picture): number =>
  changedTiles(shrink(before), shrink(after)).length;
const limit = strayTiles(shrink(phone()));

describe('a picture is shrunk', () => {
  test('to the average of each square, whole or cut off at the edge', () => {
    const { width, height, data } = shrink(
      painted(3, 2, (x) => (x === 0 ? [0, 0, 0] : [100, 200, 50])),
      2,
    );
    expect([width, height]).toEqual([2, 1]);
    expect([...data]).toEqual([50, 100, 25, 255, 100, 200, 50, 255]);
  });

  test('and what varies from lesson to lesson is covered, in every tile that it touches', () => {
    const tiles = shrink(painted(32, 16, () => cream));
    const covered = cover(tiles, [{ x: 7, y: 0, width: 2, height: 8 }]);
    expect(changedTiles(tiles, covered)).toEqual([0, 1]);
    expect(changedTiles(tiles, cover(tiles, [{ x: -50, y: -50, width: 10, height: 10 }]))).toEqual([]);
  });
});

describe('the same screen drawn a little differently is the same', () => {
  test('letters one pixel further', () => {
    expect(changes(phone(), phone({ words: { ...words, x: words.x + 1 } }))).toBeLessThanOrEqual(limit);
  });

  test('colours within what smoothing and rounding do', () => {
    const before = phone();
    const data = before.data.map((value, i) => (i % 4 === 3 ? value : Math.max(0, value - (i % 21))));
    expect(changes(before, { ...before, data })).toBe(0);
  });
});

describe('another screen is found', () => {
  test.each([
    { change: 'a button that is missing', after: phone({ button: null }) },
    { change: 'a button in another colour', after: phone({ buttonColour: [10, 110, 90] }) },
    { change: 'a button 16 px further down', after: phone({ button: { ...button, y: button.y + 16 } }) },
    { change: 'a line of words that is gone', after: phone({ words: null }) },
    { change: 'a line of words 16 px further down', after: phone({ words: { ...words, y: words.y + 16 } }) },
  ])('$change', ({ after }) => {
    expect(changes(phone(), after)).toBeGreaterThan(2 * limit);
  });

  test('a picture of another size', () => {
    expect(
      changes(
        painted(16, 16, () => cream),
        painted(24, 16, () => cream),
      ),
    ).toBe(6);
  });
});

test('a large picture may stray by no more than a short word', () => {
  expect(strayTiles({ width: 240, height: 135, data: new Uint8Array() })).toBe(12);
  expect(strayTiles({ width: 49, height: 106, data: new Uint8Array() })).toBe(5);
});
