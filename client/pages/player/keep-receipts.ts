import { effect } from '@preact/signals';
import { sealShown } from '../kept.ts';
import { keep } from '../kept-store.ts';
import type { Game } from './game.ts';

/** The phone keeps what it is shown and what it is told in return, to hold the replay against it. */
export function keepReceipts({ code, line, me, view }: Game): () => void {
  const note = (seen: Parameters<typeof keep>[1]): void => {
    const seat = me.peek();
    if (seat !== null) keep({ code, openedAt: seat.openedAt }, seen);
  };
  const stops = [
    effect(() => {
      const seat = me.value;
      const seen = view.value;
      if (seat === null || seen === null) return;
      const { round, fairness } = seen;
      const { commitment } = seat;
      note({ ...seen, ...sealShown({ commitment, round, at: line.serverNow(), isOpen: fairness !== null }) });
    }),
    effect(() => {
      const { value } = line.answer;
      if (!value?.ok) return;
      const { estimate, band } = value.sent;
      const placed = band ?? estimate?.p ?? estimate?.alpha;
      note({ ...value, placed });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
