import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Replay } from '../../../../shared/views/wire.ts';
import type { Finding } from './findings.ts';
import { judged, type Outcome } from './judged.ts';
import { keptForCheck } from './kept-for-check.ts';
import { runCheck } from './run-check.ts';

export type Check =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly done: number; readonly of: number }
  | { readonly state: 'done'; readonly outcome: Outcome; readonly findings: readonly Finding[] }
  /** The check itself broke off: nothing is known. */
  | { readonly state: 'failed' };

/** The whole check of one replay; `start` begins it, or begins it anew. */
export function useCheck(replay: Replay): readonly [check: Check, start: () => void] {
  const [check, setCheck] = useState<Check>({ state: 'idle' });
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  const start = useCallback(() => {
    stop.current();
    let wanted = true;
    const show = (next: Check): void => {
      if (wanted) setCheck(next);
    };
    show({ state: 'running', done: 0, of: 0 });
    const request = { replay, kept: keptForCheck(replay) };
    const run = runCheck(request, (done, of) => show({ state: 'running', done, of }));
    stop.current = () => {
      wanted = false;
      run.stop();
    };
    run.result.then(
      (result) => show({ state: 'done', ...judged(result, request) }),
      () => show({ state: 'failed' }),
    );
  }, [replay]);
  return [check, start];
}
