import { expect, test } from 'vitest';
import { moveEdge } from '../../../client/pages/player/band.ts';

test('G an edge of the band pushes the other along rather than cross it, within 0 and 100 %', () => {
  expect(moveEdge([600, 800], 0, 650)).toEqual([650, 800]);
  expect(moveEdge([600, 800], 0, 900)).toEqual([900, 900]);
  expect(moveEdge([600, 800], 1, 550.4)).toEqual([550, 550]);
  expect(moveEdge([600, 800], 0, -20)).toEqual([0, 800]);
  expect(moveEdge([600, 800], 1, 1200)).toEqual([600, 1000]);
});
