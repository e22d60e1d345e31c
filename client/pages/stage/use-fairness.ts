import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { sealHolds } from '../opened-seal.ts';
import { judged } from '../replay/check/judged.ts';
import { keptForCheck } from '../replay/check/kept-for-check.ts';
import { runCheck } from '../replay/check/run-check.ts';
import { getReplay } from '../shell/api.ts';

/** On the wall: true if the lesson holds, false if not, null while this is being worked out. */
export function useFairness(view: DisplayView): boolean | null {
  const { replayId, fairness } = view;
  const seal = useMemo(
    () => sealHolds({ ...view, view }),
    [fairness?.seed, view.commitment, view.tally?.drawn],
  );
  const [lesson, setLesson] = useState<boolean | null>(null);
  useEffect(() => {
    if (replayId === null || seal !== true) return;
    let stop = (): void => {};
    let wanted = true;
    const tell = (holds: boolean): void => {
      if (wanted) setLesson(holds);
    };
    void getReplay(replayId)
      .then((answer) => {
        if (!answer.ok || !wanted) return tell(true);
        const request = { replay: answer.value, kept: keptForCheck(answer.value) };
        const run = runCheck(request, () => {});
        stop = run.stop;
        return run.result.then((result) => tell(judged(result, request).outcome !== 'bad'));
      })
      // What could not be fetched or finished says nothing against the seal, which this screen has checked itself.
      .catch(() => tell(true));
    return () => {
      wanted = false;
      stop();
    };
  }, [replayId, seal]);
  // A practice game and the gallery have no record to fetch.
  return seal === true && replayId !== null ? lesson : seal;
}
