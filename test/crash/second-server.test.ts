import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, type Visitors } from './visitors.ts';

describe('S1 a second server on the same data', () => {
  let top: string;
  let first: ServerProcess;
  let second: ServerProcess | undefined;
  let visitors: Visitors | undefined;
  const dataDir = () => join(top, 'data');

  beforeEach(async () => {
    top = mkdtempSync(join(tmpdir(), 'bakery-second-'));
    first = new ServerProcess(await freePort(), dataDir());
    await first.start();
  });
  afterEach(async () => {
    visitors?.close();
    await second?.end();
    await first.end();
    rmSync(top, { recursive: true, force: true });
  });

  /** What the second server is told is one line, and nothing of the first one's data has changed. */
  async function isRefused(directory: string): Promise<void> {
    const before = ['rooms.db', 'rooms.db-acks'].map((file) => readFileSync(join(dataDir(), file)));
    second = new ServerProcess(await freePort(), directory);
    await expect(second.start()).rejects.toThrow('the server ended with 1');
    expect(second.complaints).toMatch(/^Another server already uses [^\n]+rooms\.db\. Stop it, or [^\n]+\n$/);
    const after = ['rooms.db', 'rooms.db-acks'].map((file) => readFileSync(join(dataDir(), file)));
    expect(after).toEqual(before);
  }

  async function classInRound() {
    visitors = await enterRoom(first.url, await openRoomAt(first.url, { guessSeconds: 60, bots: [] }), 2);
    await visitors.host.send('start');
    const [phone] = visitors.phones;
    return (share: number) => phone!.send('guess', { round: 1, estimate: { p: [share, 1 - share] } });
  }

  const links: Readonly<Record<string, () => string>> = {
    'by its name': dataDir,
    'by a link to the directory': () => {
      symlinkSync(dataDir(), join(top, 'link'));
      return join(top, 'link');
    },
    'by a link to the file': () => {
      mkdirSync(join(top, 'other'));
      symlinkSync(join(dataDir(), 'rooms.db'), join(top, 'other', 'rooms.db'));
      return join(top, 'other');
    },
  };

  test.each(Object.entries(links))('is refused, named %s, and the first goes on', async (_how, directory) => {
    const guess = await classInRound();
    expect(await guess(0.6)).toMatchObject({ ok: true });
    await isRefused(directory());
    expect(await guess(0.7)).toMatchObject({ ok: true });
  });

  test('is refused while the first is stopped in its tracks, and let in when it is dead', async () => {
    const guess = await classInRound();
    expect(await guess(0.6)).toMatchObject({ ok: true });
    process.kill(first.pid, 'SIGSTOP');
    try {
      await isRefused(dataDir());
    } finally {
      process.kill(first.pid, 'SIGCONT');
    }
    expect(await guess(0.7)).toMatchObject({ ok: true });
    await first.end('SIGKILL');
    second = new ServerProcess(first.port, dataDir());
    await second.start();
    await visitors!.phones[0]!.until('welcome', () => visitors!.phones[0]!.welcomes.length === 2);
    expect(await guess(0.8)).toMatchObject({ ok: true });
  });
});
