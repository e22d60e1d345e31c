import { expect, test } from 'vitest';
import { createTurns } from '../../server/turns.ts';

test('so many go on in each turn, in their order', async () => {
  const turn = createTurns(3);
  const order: number[] = [];
  const turns: number[] = [];
  let now = 0;
  const all = Array.from({ length: 8 }, async (_, k) => {
    await turn();
    order.push(k);
    turns.push(now);
  });
  const count = () => {
    now += 1;
    if (order.length < 8) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(all);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(turns.map((at) => at - (turns[0] ?? 0))).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
});

test('who comes when nobody waits goes on at the next turn', async () => {
  const turn = createTurns(1);
  await turn();
  await turn();
  await expect(Promise.race([turn(), turn()])).resolves.toBeUndefined();
});
