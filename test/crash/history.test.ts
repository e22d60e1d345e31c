import { describe, expect, test } from 'vitest';
import type { RecordedEvent } from '../../shared/room/events.ts';
import { check, History, type IdOf } from './history.ts';

const idOf: IdOf = ({ op }) => op?.id;
const event = (seq: number, id: string, playerId = 'p'): RecordedEvent => ({
  ...{ seq, at: 1, by: playerId },
  op: { id, digest: '' },
  event: { type: 'SeatRenamed', playerId },
});
const mine = ({ event: { type } }: RecordedEvent) => type === 'SeatRenamed';

function kinds(tell: (history: History) => void, log: readonly RecordedEvent[]): string[] {
  const history = new History();
  tell(history);
  return check(history.of('room'), log, idOf).map(({ kind }) => kind);
}

describe('the checker of crash histories', () => {
  test('is content with what was answered and is there once, in order', () => {
    const tell = (history: History) => {
      const a = history.invoke('room', 'a', 'rename', mine);
      history.ok(a, 1);
      history.ok(history.invoke('room', 'b', 'rename', mine), 2);
      history.invoke('room', 'unknown and there', 'rename', mine);
      history.invoke('room', 'unknown and gone', 'rename', mine);
      history.fail(history.invoke('room', 'refused', 'rename', mine));
      history.ok(history.invoke('another room', 'elsewhere', 'rename', mine), 1);
    };
    expect(kinds(tell, [event(1, 'a'), event(2, 'b'), event(3, 'unknown and there')])).toEqual([]);
  });

  test('finds what was acknowledged and is lost', () => {
    const tell = (history: History) => history.ok(history.invoke('room', 'a', 'rename', mine), 1);
    expect(kinds(tell, [])).toEqual(['lost']);
  });

  test('finds what is there twice, answered or not, but not the several events of one command', () => {
    const tell = (history: History) => void history.invoke('room', 'a', 'rename', mine);
    expect(kinds(tell, [event(1, 'a'), event(2, 'b'), event(3, 'a')])).toEqual(['twice']);
    expect(kinds(tell, [event(1, 'a'), event(2, 'a')])).toEqual([]);
  });

  test('finds what was refused and is there all the same', () => {
    const tell = (history: History) => history.fail(history.invoke('room', 'a', 'rename', mine));
    expect(kinds(tell, [event(1, 'a')])).toEqual(['refused but there']);
  });

  test('finds another content and another seq than the answer said', () => {
    const other = (history: History) =>
      history.ok(
        history.invoke('room', 'a', 'guess', () => false),
        1,
      );
    expect(kinds(other, [event(1, 'a')])).toEqual(['other content']);
    const seq = (history: History) => history.ok(history.invoke('room', 'a', 'rename', mine), 2);
    expect(kinds(seq, [event(1, 'a')])).toEqual(['other seq']);
  });

  test('finds an order that turns around what its senders saw, also of an unanswered request', () => {
    const tell = (history: History) => {
      history.ok(history.invoke('room', 'a', 'rename', mine), 2);
      history.invoke('room', 'b', 'rename', mine);
    };
    expect(kinds(tell, [event(1, 'b'), event(2, 'a')])).toEqual(['out of order']);
  });

  test('does not hold two requests against each other that were under way together', () => {
    const tell = (history: History) => {
      const a = history.invoke('room', 'a', 'rename', mine);
      const b = history.invoke('room', 'b', 'rename', mine);
      history.ok(a, 2);
      history.ok(b, 1);
    };
    expect(kinds(tell, [event(1, 'b'), event(2, 'a')])).toEqual([]);
  });

  test('takes a request that is asked again under its id for one', () => {
    const tell = (history: History) => {
      history.invoke('room', 'a', 'rename', mine);
      history.ok(history.invoke('room', 'a', 'rename', mine), 1);
    };
    expect(kinds(tell, [event(1, 'a')])).toEqual([]);
    expect(kinds(tell, [])).toEqual(['lost']);
  });
});
