import { describe, expect, test } from 'vitest';
import { makePlacer, type Placing } from '../../../client/pages/player/placer.ts';
import type { Draft } from '../../../client/pages/player/seat-ticket.ts';
import type { GuessAnswer, Reply } from '../../../shared/protocol.ts';

const draft = (tenths: number, done = false): Draft => ({ round: 1, tenths: [tenths, 1000 - tenths], done });
const accepted: Reply<GuessAnswer> = {
  ok: true,
  round: 1,
  estimate: [0.5, 0.5],
  done: false,
  seq: 1,
  head: null,
};

function line(everyMs = 0) {
  const sent: Draft[] = [];
  const states: Placing[] = [];
  const answers: ((reply: Reply<GuessAnswer>) => void)[] = [];
  const placer = makePlacer({
    everyMs,
    send: (one) => {
      sent.push(one);
      return new Promise((resolve) => answers.push(resolve));
    },
    onState: (state) => states.push(state),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    placer,
    sent,
    states,
    answer: async (reply: Reply<GuessAnswer>) => {
      answers.shift()?.(reply);
      await settle();
    },
  };
}

describe('placing an estimate', () => {
  test('G of many releases while one is under way only the last is sent', async () => {
    const { placer, sent, states, answer } = line();
    for (const value of [510, 520, 530]) placer.place(draft(value));
    placer.place(draft(540, true));
    expect(sent).toEqual([draft(510)]);
    await answer(accepted);
    expect(sent).toEqual([draft(510), draft(540, true)]);
    expect(states).not.toContain('received');
    await answer(accepted);
    expect(states.at(-1)).toBe('received');
    expect(sent).toHaveLength(2);
  });

  test('G nothing counts as received while something newer waits', async () => {
    const { placer, states, answer } = line(60_000);
    placer.place(draft(510));
    await answer(accepted);
    expect(states.at(-1)).toBe('received');
    placer.place(draft(520));
    expect(states.at(-1)).toBe('waiting');
  });

  test('G whoever is done does not wait for the next turn', async () => {
    const { placer, sent, answer } = line(60_000);
    placer.place(draft(510));
    await answer(accepted);
    placer.place(draft(520, true));
    await answer(accepted);
    expect(sent).toEqual([draft(510), draft(520, true)]);
  });

  test('G a refusal is told with its code only when nothing newer waits', async () => {
    const { placer, states, answer } = line();
    placer.place(draft(510));
    await answer({ ok: false, error: { code: 'round/not-open', message: '' } });
    expect(states).toEqual(['waiting', 'refused']);
  });

  test('G what waited for a round that is over is forgotten', async () => {
    const { placer, sent, answer } = line();
    placer.place(draft(510));
    placer.place(draft(520));
    placer.forget();
    await answer(accepted);
    expect(sent).toEqual([draft(510)]);
  });
});
