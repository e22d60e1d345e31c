import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GuessAnswer } from '../../shared/protocol.ts';
import { eventually } from '../support/classroom.ts';
import { freePort, ServerProcess } from '../support/server-process.ts';
import { enterRoom, openRoomAt, type Visitors } from './visitors.ts';

const sign = 'it stands still';
const stallMs = 4000;
/** The stall begins so long before the deadline: time for a busy machine to speak, and much of it is left after. */
const beforeMs = 2000;

const standStill = `process.stderr.write('${sign}\\n'); const end = performance.now() + ${stallMs}; while (performance.now() < end);`;

/** A signal after which the process stands still for four seconds, while it reads or in a timer of its own. */
const stalls = {
  'while it reads': `process.on('SIGUSR2', () => { ${standStill} })`,
  'in a timer': `process.on('SIGUSR2', () => setTimeout(() => { ${standStill} }, 10))`,
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
      const room = await openRoomAt(server.url, { guessSeconds: 8, rounds: 2, bots: [] });
      visitors = await enterRoom(server.url, room, 6);
      const { host, phones } = visitors;
      await host.send('start');
      await host.send('skip');
      const { closesAt } = await host.until(
        'view',
        (view) => view.closesAt !== null && view.opensAt! < view.closesAt - 7000,
      );
      const asked = Date.now();
      const reply = await host.raw<{ serverTime: number }>('time', {});
      const toServer = (asked + Date.now()) / 2 - (reply.ok ? reply.serverTime : Number.NaN);
      const guess = (k: number) =>
        phones[k]!.send<GuessAnswer>('guess', { round: 1, estimate: { p: [0.6 + k / 100, 0.4 - k / 100] } });

      await sleep(closesAt! + toServer - Date.now() - beforeMs);
      process.kill(server.pid, 'SIGUSR2');
      await eventually(() => server.complaints.includes(sign), 'the stall');
      const inTime = [0, 1, 2, 3].map(guess);
      for (const answer of await Promise.all(inTime)) expect(answer).toMatchObject({ ok: true, round: 1 });
      expect(Date.now() - toServer).toBeGreaterThan(closesAt! + 1000);

      const results = await host.until('view', (view) => view.phase === 'results');
      expect(results.answered).toBe(4);
      expect(await guess(4)).toMatchObject({ ok: false, error: { code: 'round/not-open' } });
      // What it logs comes by another way than what it answers.
      const said = () => server.complaints;
      await expect.poll(said).toMatch(/"lagMs":\d{4},"msg":"the event loop stood still"/);
      const kept = () => said().match(/an estimate counts that a stall had kept/g);
      await expect.poll(kept).toHaveLength(4);
    });
  },
);
