import { periods, type Retention } from './retention.ts';

/** Everything the environment can set. The README's table is tested against this one. */
export interface Config extends Retention {
  readonly port: number;
  readonly host: string | undefined;
  readonly dataDir: string;
  readonly store: 'sqlite' | 'memory';
  readonly databaseUrl: string | undefined;
  readonly publicUrl: string | undefined;
  readonly hostPassword: string | undefined;
  readonly logLevel: LogLevel;
  readonly maxRooms: number;
  readonly maxSockets: number;
  readonly metricsToken: string | undefined;
  readonly trustProxy: number;
  readonly allowedOrigins: readonly string[];
  readonly operatorContact: string | undefined;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

interface Setting<T> {
  readonly name: string;
  /** As it stands in the documentation; empty when leaving it out means "none". */
  readonly fallback: string;
  readonly allowed: string;
  readonly about: string;
  /** Undefined: not allowed. */
  readonly read: (given: string) => { readonly value: T } | undefined;
}

export const configuration: { readonly [K in keyof Config]: Setting<Config[K]> } = {
  port: {
    name: 'PORT',
    fallback: '3000',
    allowed: 'a whole number from 0 to 65535',
    about: 'Port to listen on; 0 takes any free one.',
    read: wholeNumber(0, 65_535),
  },
  host: {
    name: 'HOST',
    fallback: '',
    allowed: 'an address of this machine, such as 127.0.0.1',
    about: 'Address to listen on; without it the server is reachable from the whole network.',
    read: (given) => ok(given === '' ? undefined : given),
  },
  dataDir: {
    name: 'DATA_DIR',
    fallback: './data',
    allowed: 'a directory',
    about: 'Where the rooms are kept; made when missing. One server at a time may use it.',
    read: (given) => (given === '' ? undefined : ok(given)),
  },
  store: {
    name: 'STORE',
    fallback: 'sqlite',
    allowed: 'sqlite or memory',
    about: 'Where events go: a file that survives restarts, or memory that does not.',
    read: oneOf(['sqlite', 'memory']),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    fallback: '',
    allowed: 'an address that begins with postgres:// or postgresql://',
    about: 'A PostgreSQL database to keep the rooms in instead; several servers may share it.',
    read: (given) => {
      if (given === '') return ok(undefined);
      return /^postgres(ql)?:\/\//.test(given) && URL.canParse(given) ? ok(given) : undefined;
    },
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    fallback: '',
    allowed: 'an address that begins with http:// or https:// and has no path',
    about: 'Address students use, when it is not the address of this machine (a reverse proxy, a domain).',
    read: (given) => {
      if (given === '') return ok(undefined);
      const origin = originOf(given);
      return origin === undefined ? undefined : ok(origin);
    },
  },
  hostPassword: {
    name: 'HOST_PASSWORD',
    fallback: '',
    allowed: 'text of at most 200 characters',
    about: 'When set, opening a room asks for it.',
    read: (given) => (given.length > 200 ? undefined : ok(given === '' ? undefined : given)),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    fallback: 'info',
    allowed: logLevels.join(', '),
    about: 'How much is logged (JSON lines on the standard error stream).',
    read: oneOf(logLevels),
  },
  maxRooms: {
    name: 'MAX_ROOMS',
    fallback: '1000',
    allowed: 'a whole number from 1 to 100000',
    about: 'Rooms that may be open at one time, at all servers of a database together.',
    read: wholeNumber(1, 100_000),
  },
  maxSockets: {
    name: 'MAX_SOCKETS',
    fallback: '20000',
    allowed: 'a whole number from 10 to 1000000',
    about:
      'Connections at one time. At four fifths of them no room is opened, near all of them no seat given away.',
    read: wholeNumber(10, 1_000_000),
  },
  metricsToken: {
    name: 'METRICS_TOKEN',
    fallback: '',
    allowed: 'letters, digits and ._~+/=- only, 16 to 200 of them',
    about:
      'What `/metrics` asks for as a bearer token; without it only programs on this machine get an answer.',
    read: (given) => {
      if (given === '') return ok(undefined);
      return /^[\w.~+/=-]{16,200}$/.test(given) ? ok(given) : undefined;
    },
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    fallback: '0',
    allowed: 'a whole number from 0 to 10',
    about: 'Number of reverse proxies in front of the server whose X-Forwarded-For is believed.',
    read: wholeNumber(0, 10),
  },
  allowedOrigins: {
    name: 'ALLOWED_ORIGINS',
    fallback: '',
    allowed: 'addresses that begin with http:// or https:// and have no path, separated by commas',
    about: 'Other sites whose pages may connect to the game; the server itself is always allowed.',
    read: (given) => {
      const origins = given
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map(originOf);
      return origins.includes(undefined) ? undefined : ok(origins as string[]);
    },
  },
  operatorContact: {
    name: 'OPERATOR_CONTACT',
    fallback: '',
    allowed: 'text of at most 200 characters',
    about:
      'Whom to ask about what is stored: a name with an address or a telephone number, for the privacy page.',
    read: (given) => (given.length > 200 ? undefined : ok(given === '' ? undefined : given)),
  },
  lobbyHours: period('lobbyHours'),
  gameHours: period('gameHours'),
  nameDays: period('nameDays'),
  replayDays: period('replayDays'),
  logDays: period('logDays'),
};

/** What must not be seen in a terminal. */
const secrets: ReadonlySet<string> = new Set(['HOST_PASSWORD', 'DATABASE_URL', 'METRICS_TOKEN']);

/** The checked configuration, or one line that says what is wrong. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string } {
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(configuration)) {
    const given = (environment[setting.name] ?? '').trim();
    const value = given === '' ? setting.fallback : given;
    const read = setting.read(value);
    if (read === undefined) {
      const shown = secrets.has(setting.name) ? `${value.length} characters` : JSON.stringify(value);
      return { ok: false, problem: `${setting.name} is ${shown}, but it must be ${setting.allowed}.` };
    }
    config[key] = read.value;
  }
  return { ok: true, config: config as unknown as Config };
}

function ok<T>(value: T): { readonly value: T } {
  return { value };
}

function period(key: keyof Retention): Setting<number> {
  const { variable, fallback, least, most, about } = periods[key];
  return {
    name: variable,
    fallback: String(fallback),
    allowed: `a whole number from ${least} to ${most}`,
    about,
    read: wholeNumber(least, most),
  };
}

function oneOf<T extends string>(values: readonly T[]) {
  return (given: string) => {
    const value = values.find((candidate) => candidate === given);
    return value === undefined ? undefined : ok(value);
  };
}

function wholeNumber(least: number, most: number) {
  return (given: string) => {
    if (!/^\d{1,9}$/.test(given)) return undefined;
    const value = Number(given);
    return value < least || value > most ? undefined : ok(value);
  };
}

/** Scheme, host and port alone; a path or a user would make links that do not work. */
function originOf(given: string): string | undefined {
  if (!/^https?:\/\//.test(given) || !URL.canParse(given)) return undefined;
  const url = new URL(given);
  const plain = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return plain ? url.origin : undefined;
}
