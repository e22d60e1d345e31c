import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';

/** A program of ours in a process of its own, with its orders in one word of JSON and a line to it. */
export function forked(
  file: URL,
  order: object,
  niceness: number,
  node: readonly string[] = [],
): ChildProcess {
  const made = fork(file, [JSON.stringify(order)], {
    execArgv: [...node],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (made.pid !== undefined) setPriority(made.pid, niceness);
  return made;
}

export async function sendAway(children: readonly ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map((one) => {
      if (one.exitCode !== null) return undefined;
      return new Promise((resolve) => {
        one.once('exit', resolve);
        one.disconnect();
      });
    }),
  );
}

type Calls = { readonly [Name in string]: (...words: never[]) => unknown };
type Answer = { readonly id: number; readonly value?: unknown; readonly failure?: string };

/** The other end of `serveCalls`: its functions, called from here. */
export class Remote<Served extends Calls> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #asked = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', ({ id, value, failure }: Answer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(failure));
    });
    child.once('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`a helper ended with ${code}`));
    });
  }

  call<Name extends keyof Served & string>(
    name: Name,
    ...words: Parameters<Served[Name]>
  ): Promise<Awaited<ReturnType<Served[Name]>>> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#child.send({ id, name, words });
    });
  }

  end(): Promise<void> {
    return sendAway([this.#child]);
  }
}

/** Answers the calls of the process that started this one, until it goes. */
export function serveCalls(calls: Calls): void {
  process.once('disconnect', () => process.exit());
  process.on('message', ({ id, name, words }: { id: number; name: string; words: never[] }) => {
    const asked = async () => calls[name]?.(...words);
    asked().then(
      (value) => process.send?.({ id, value }),
      (error: Error) => process.send?.({ id, failure: error.stack ?? error.message }),
    );
  });
}
