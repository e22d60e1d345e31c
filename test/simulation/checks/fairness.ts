import type { RecordedEvent } from '../../../shared/room/events.ts';
import { fold } from '../../../shared/room/evolve.ts';
import { verifyLesson } from '../../../shared/verification/verify-lesson.ts';
import { publicLog } from '../../../shared/views/public-log.ts';
import { replayOf } from '../../../shared/views/replay.ts';
import type { Op, Witness } from '../witness.ts';

/** What any device can check after the reveal holds, with every receipt that any phone was given. */
export function checkFairness(logs: ReadonlyMap<string, readonly RecordedEvent[]>, witness: Witness): void {
  for (const [replayId, events] of logs) {
    const log = publicLog(events);
    if (log === null) continue;
    const replay = replayOf(fold(events).open, new Map(), { replayId, title: '', namesFor: 'public' });
    if (replay === null) {
      witness.break('fairness', 'a revealed lesson has no replay');
      continue;
    }
    const receipts = events.flatMap(({ op }) => receiptsOf(op && witness.ops.get(op.id), events));
    const asPublished = JSON.parse(JSON.stringify({ replay, log })) as {
      replay: typeof replay;
      log: typeof log;
    };
    for (const found of verifyLesson(asPublished, { commitment: null, receipts })) {
      if (!found.ok) witness.break('fairness', JSON.stringify(found));
    }
  }
}

/** An operation that is in two logs, as playing again is, has a receipt of one. */
function receiptsOf(op: Op | undefined, events: readonly RecordedEvent[]): { seq: number; head: string }[] {
  const isHere = ({ seq }: { seq: number }) => events[seq - 1]?.op?.id === op?.id;
  return (op?.oks ?? []).flatMap(({ seq, head }) =>
    seq !== null && head !== null && isHere({ seq }) ? [{ seq, head }] : [],
  );
}
