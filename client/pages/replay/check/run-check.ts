import type { Progress } from '../../../../shared/verification/verify-lesson.ts';
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

interface ScriptAddresses {
  createScriptURL(address: string): string;
}

interface PolicyMaker {
  createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses;
}

let policy: ScriptAddresses | undefined;

/** The pages' headers let no script in by a mere text; this one policy is named there, and vouches for one address. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyMaker };
  policy ??= trustedTypes?.createPolicy('check-worker', { createScriptURL: () => workerAddress });
  return policy?.createScriptURL(address) ?? address;
}

function makeWorker(): Worker | null {
  try {
    return new Worker(trusted(workerAddress), { type: 'module' });
  } catch {
    return null;
  }
}
