import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GuessAnswer } from '../../shared/protocol.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, type Visitors } from './visitors.ts';

const stallMs = 3000;

/** A signal after which the process stands still for three seconds, while it reads or in a timer of its own. */
const stalls = {
  'while it reads': `process.on('SIGUSR2', () => { const end = performance.now() + ${stallMs}; while (performance.now() < end); })`,
  'in a timer': `process.on('SIGUSR2', () => setTimeout(() => { const end = performance.now() + ${stallMs}; while (performance.now() < end); }, 10))`,
};

describe.each(Object.entries(stalls))(
  'G3 a server that stands still at the close, %s',
  (_where, failpoint) => {
    let dataDir: string;
    let server: ServerProcess;
    let visitors: Visitors | undefined;

    beforeEach(async () => {
      dataDir = mkdtempSync(join(tmpdir(), 'bakery-stall-'));
      const node = ['--import', `data:text/javascript,${encodeURIComponent(failpoint)}`];
      server = new ServerProcess(await freePort(), dataDir, { node });
      await server.start();
    });
    afterEach(async () => {
      visitors?.close();
      await server.end();
      rmSync(dataDir, { recursive: true, force: true });
    });

    test('counts what had reached the machine before the deadline, and nothing after', async () => {
      const room = await openRoomAt(server.url, { guessSeconds: 5, rounds: 2, bots: [] });
      visitors = await enterRoom(server.url, room, 6);
      const { host, phones } = visitors;
      await host.send('start');
      await host.send('skip');
      const { closesAt } = await host.until(
        'view',
        (view) => view.closesAt !== null && view.opensAt! < view.closesAt - 4000,
      );
      const toServer = Date.now() - host.last('time')!.serverTime;
      const guess = (k: number) =>
        phones[k]!.send<GuessAnswer>('guess', { round: 1, estimate: { p: [0.6 + k / 100, 0.4 - k / 100] } });

      await sleep(closesAt! + toServer - Date.now() - 600);
      process.kill(server.pid, 'SIGUSR2');
      await sleep(200);
      const inTime = [0, 1, 2, 3].map(guess);
      for (const answer of await Promise.all(inTime)) expect(answer).toMatchObject({ ok: true, round: 1 });
      expect(Date.now() - toServer).toBeGreaterThan(closesAt! + 1000);

      const results = await host.until('view', (view) => view.phase === 'results');
      expect(results.answered).toBe(4);
      expect(await guess(4)).toMatchObject({ ok: false, error: { code: 'round/not-open' } });
      expect(server.complaints).toMatch(/"lagMs":\d{4},"msg":"the event loop stood still"/);
      expect(server.complaints.match(/an estimate counts that a stall had kept/g)).toHaveLength(4);
    });
  },
);
