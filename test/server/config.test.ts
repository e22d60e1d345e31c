import { describe, expect, test } from 'vitest';
import { configuration, readConfig } from '../../server/config.ts';

function problemOf(environment: Record<string, string>): string {
  const read = readConfig(environment);
  return read.ok ? '' : read.problem;
}

describe('configuration', () => {
  test('an empty environment gives the documented defaults', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      config: {
        port: 3000,
        host: undefined,
        dataDir: './data',
        store: 'sqlite',
        databaseUrl: undefined,
        publicUrl: undefined,
        hostPassword: undefined,
        logLevel: 'info',
        maxRooms: 1000,
        maxSockets: 20_000,
        metricsToken: undefined,
        trustProxy: 0,
        allowedOrigins: [],
        operatorContact: undefined,
        ...{ lobbyHours: 24, gameHours: 12, nameDays: 30, replayDays: 30, logDays: 180 },
      },
    });
  });

  test('a variable that is set to nothing counts as left out', () => {
    const blank = Object.fromEntries(Object.values(configuration).map(({ name }) => [name, '  ']));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  test('reads every variable', () => {
    const read = readConfig({
      PORT: '8080',
      HOST: '127.0.0.1',
      DATA_DIR: '/var/lib/bakery',
      STORE: 'memory',
      DATABASE_URL: 'postgres://bakery:secret@db.example/bakery',
      PUBLIC_URL: 'https://bakery.school.example/',
      HOST_PASSWORD: '비밀',
      LOG_LEVEL: 'debug',
      MAX_ROOMS: '7',
      MAX_SOCKETS: '500',
      METRICS_TOKEN: 'a-token-of-the-operator',
      TRUST_PROXY: '1',
      ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
      OPERATOR_CONTACT: '김보호, 02-123-4567',
      LOBBY_HOURS: '2',
      GAME_HOURS: '3',
      NAME_DAYS: '0',
      REPLAY_DAYS: '14',
      LOG_DAYS: '90',
    });
    expect(read).toEqual({
      ok: true,
      config: {
        port: 8080,
        host: '127.0.0.1',
        dataDir: '/var/lib/bakery',
        store: 'memory',
        databaseUrl: 'postgres://bakery:secret@db.example/bakery',
        publicUrl: 'https://bakery.school.example',
        hostPassword: '비밀',
        logLevel: 'debug',
        maxRooms: 7,
        maxSockets: 500,
        metricsToken: 'a-token-of-the-operator',
        trustProxy: 1,
        allowedOrigins: ['https://a.example', 'http://b.example:8080'],
        operatorContact: '김보호, 02-123-4567',
        ...{ lobbyHours: 2, gameHours: 3, nameDays: 0, replayDays: 14, logDays: 90 },
      },
    });
  });

  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['PORT', '3000.5'],
    ['STORE', 'postgres'],
    ['PUBLIC_URL', 'bakery.example'],
    ['PUBLIC_URL', 'https://bakery.example/path'],
    ['PUBLIC_URL', 'https://user@bakery.example'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['LOG_LEVEL', 'loud'],
    ['MAX_ROOMS', '0'],
    ['TRUST_PROXY', 'true'],
    ['ALLOWED_ORIGINS', 'https://a.example, *'],
    ['NAME_DAYS', '-1'],
    ['LOG_DAYS', '0'],
    ['LOBBY_HOURS', 'one'],
  ])('%s=%s is refused in one line with name, value and what is allowed', (name, value) => {
    const problem = problemOf({ [name]: value });
    const setting = Object.values(configuration).find((entry) => entry.name === name);
    expect(problem).toBe(`${name} is ${JSON.stringify(value)}, but it must be ${setting?.allowed}.`);
    expect(problem).not.toContain('\n');
  });

  test('a refused password is not repeated', () => {
    const problem = problemOf({ HOST_PASSWORD: 'secret'.repeat(100) });
    expect(problem).toBe('HOST_PASSWORD is 600 characters, but it must be text of at most 200 characters.');
  });

  test('a refused database address, which may hold a password, is not repeated', () => {
    const problem = problemOf({ DATABASE_URL: 'mysql://bakery:secret@db' });
    expect(problem).toMatch(/^DATABASE_URL is 24 characters, but it must be an address that begins with/);
  });

  test('a line break in a value stays within one line', () => {
    expect(problemOf({ PORT: '1\n2' })).not.toContain('\n');
  });

  test('every setting says what it is for', () => {
    for (const { name, about, allowed } of Object.values(configuration)) {
      expect(name).toMatch(/^[A-Z_]+$/);
      expect(about.length).toBeGreaterThan(10);
      expect(allowed.length).toBeGreaterThan(4);
    }
  });
});
