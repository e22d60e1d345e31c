import { type CheckRequest, type CheckResult, checkLesson } from './check-lesson.ts';

export type WorkerSays =
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  | { readonly type: 'result'; readonly result: CheckResult }
  | { readonly type: 'failed'; readonly why: string };

const say = (said: WorkerSays): void => postMessage(said);

/** Beside the page: ten thousand seats take seconds, and the page goes on living meanwhile. */
addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  checkLesson(data, (done, of) => say({ type: 'progress', done, of })).then(
    (result) => say({ type: 'result', result }),
    (error: unknown) => say({ type: 'failed', why: String(error) }),
  );
});
