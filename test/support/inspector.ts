interface Answer {
  readonly result?: { readonly value?: unknown; readonly objectId?: string };
  readonly objects?: { readonly objectId: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** What a process holds after what nobody needs is gone. */
export interface Held {
  /** Bytes. */
  readonly heap: number;
  readonly external: number;
  readonly rss: number;
  /** Entries of all maps and sets there are. */
  readonly entries: number;
  /** Sockets, timers and whatever else keeps the loop. */
  readonly handles: number;
  readonly sockets: number;
}

/** Looks into a server started with `--inspect=127.0.0.1:0`, past everything it says of itself. */
export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: Answer) => void>();
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data));
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
    });
  }

  /** `complaints` is what the process wrote on its standard error stream. */
  static async attach(complaints: string): Promise<Inspector> {
    const address = /Debugger listening on (ws:\S+)/.exec(complaints)?.[1];
    if (address === undefined) throw new Error('the process was not started with --inspect');
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    const inspector = new Inspector(socket);
    await inspector.evaluate(
      'void (globalThis.loop = process.getBuiltinModule("node:perf_hooks").monitorEventLoopDelay({ resolution: 10 })).enable()',
    );
    return inspector;
  }

  /** The loop's delay since it was last asked: the 99th of a hundred, and the most. */
  async loopDelay(): Promise<{ readonly p99Ms: number; readonly mostMs: number }> {
    const seen = await this.evaluate(
      '(() => { const seen = { p99Ms: loop.percentile(99) / 1e6, mostMs: loop.max / 1e6 }; loop.reset(); return seen; })()',
    );
    return seen as { p99Ms: number; mostMs: number };
  }

  /** Bytes of the heap and beside it, and of the process. */
  async memory(): Promise<{ readonly bytes: number; readonly rss: number }> {
    await this.#ask('HeapProfiler.collectGarbage', {});
    const { heapUsed, external, rss } = (await this.evaluate('process.memoryUsage()')) as NodeJS.MemoryUsage;
    return { bytes: heapUsed + external, rss };
  }

  async held(): Promise<Held> {
    const entries = (await this.#sizes('Map')) + (await this.#sizes('Set'));
    await this.#ask('HeapProfiler.collectGarbage', {});
    const seen = await this.evaluate(
      '({ ...process.memoryUsage(), handles: process.getActiveResourcesInfo() })',
    );
    const { heapUsed, external, rss, handles } = seen as Record<'heapUsed' | 'external' | 'rss', number> & {
      readonly handles: readonly string[];
    };
    const sockets = handles.filter((kind) => kind === 'TCPSocketWrap').length;
    return { heap: heapUsed, external, rss, entries, handles: handles.length, sockets };
  }

  async evaluate(expression: string): Promise<unknown> {
    return read(await this.#ask('Runtime.evaluate', { expression, returnByValue: true }));
  }

  close(): void {
    this.#socket.close();
  }

  /** Entries of everything that inherits from this built-in class. */
  async #sizes(of: 'Map' | 'Set'): Promise<number> {
    const objectGroup = 'counted';
    const { result } = await this.#ask('Runtime.evaluate', { expression: `${of}.prototype`, objectGroup });
    const query = { prototypeObjectId: result?.objectId, objectGroup };
    const { objects } = await this.#ask('Runtime.queryObjects', query);
    const size = `Object.getOwnPropertyDescriptor(${of}.prototype, 'size').get`;
    const counted = await this.#ask('Runtime.callFunctionOn', {
      objectId: objects?.objectId,
      functionDeclaration: `function () { const size = ${size}; return this.reduce((sum, one) => sum + size.call(one), 0); }`,
      returnByValue: true,
    });
    await this.#ask('Runtime.releaseObjectGroup', { objectGroup });
    return Number(read(counted));
  }

  #ask(method: string, params: object): Promise<Answer> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

function read({ result, exceptionDetails }: Answer): unknown {
  if (exceptionDetails !== undefined) throw new Error(`the process could not say: ${exceptionDetails.text}`);
  return result?.value;
}
