import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Words for strace: what reaches a disk or a socket, with the file's name and every byte; Node keeps the process id. */
export function tracedInto(file: string): readonly string[] {
  const calls = 'fsync,fdatasync,pwrite64,pwritev,write,writev,sendto,sendmsg,sendmmsg';
  return [
    'strace',
    '-D',
    '-f',
    '--seccomp-bpf',
    '-y',
    '-xx',
    '-s',
    '8192',
    '-o',
    file,
    '-e',
    `trace=${calls}`,
  ];
}

/** One system call; begin and end are places in the order in which the tracer saw things happen. */
export interface SystemCall {
  readonly name: string;
  /** The file, or `socket:[…]`. */
  readonly target: string;
  readonly bytes: Buffer;
  readonly begin: number;
  readonly end: number;
}

/** The calls of a trace that went well, in the order in which they began. */
export async function readTrace(file: string): Promise<readonly SystemCall[]> {
  const calls: SystemCall[] = [];
  const unfinished = new Map<string, { readonly text: string; readonly begin: number }>();
  let place = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    place += 1;
    const [, pid = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (text.endsWith('<unfinished ...>')) {
      unfinished.set(pid, { text, begin: place });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1];
    const before = resumed === undefined ? undefined : unfinished.get(pid);
    const call = parse((before?.text ?? '') + (resumed ?? text), before?.begin ?? place, place);
    if (call !== undefined) calls.push(call);
  }
  return calls.toSorted((a, b) => a.begin - b.begin);
}

function parse(text: string, begin: number, end: number): SystemCall | undefined {
  const [, name, target, rest = ''] = /^(\w+)\(\d+<([^>]*)>(.*)$/.exec(text) ?? [];
  if (name === undefined || target === undefined || !/= \d+$/.test(rest)) return undefined;
  const bytes = Buffer.concat(
    Array.from(rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g), ([, hex = '']) => plain(hex)),
  );
  return { name, target: plain(target).toString(), bytes, begin, end };
}

function plain(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}
