import type { Progress } from '../../../../shared/verification/verify-lesson.ts';
import { trustedAddress } from '../../../trusted-address.ts';
import { type CheckRequest, type CheckResult, checkLesson } from './check-lesson.ts';
import type { WorkerSays } from './check-worker.ts';
import workerAddress from './check-worker.ts?worker&url';

interface Run {
  readonly result: Promise<CheckResult>;
  readonly stop: () => void;
}

/** In a worker of its own; the page does it itself only where there are none. */
export function runCheck(request: CheckRequest, tell: Progress): Run {
  const worker = makeWorker();
  if (worker === null) return { result: checkLesson(request, tell), stop: () => {} };
  const result = new Promise<CheckResult>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerSays>) => {
      if (data.type === 'progress') return tell(data.done, data.of);
      worker.terminate();
      if (data.type === 'result') resolve(data.result);
      else reject(new Error(data.why));
    });
    worker.addEventListener('error', reject);
  });
  worker.postMessage(request);
  return { result, stop: () => worker.terminate() };
}

function makeWorker(): Worker | null {
  try {
    return new Worker(trustedAddress('check-worker', workerAddress), { type: 'module' });
  } catch {
    return null;
  }
}
