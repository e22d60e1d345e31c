import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onReadOnlySystem, readOnlyness } from '../support/own-mount.ts';
import { type Places, postgresPlaces } from '../support/postgres-server.ts';
import { top } from '../support/run.ts';
import { freePort } from '../support/server-process.ts';

const installedAt = '/opt/bakery';

/** What the shipped unit says, with this project and this port in the place of its own. */
function unitFor(port: number): ReadonlyMap<string, string> {
  const text = readFileSync(join(top, 'server', 'deploy', 'bakery@.service'), 'utf8');
  const lines = text.replaceAll(installedAt, top).replaceAll('%i', String(port)).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function saidIn(unit: ReadonlyMap<string, string>, key: string): string {
  const value = unit.get(key);
  if (value === undefined) throw new Error(`the unit says nothing of ${key}`);
  return value;
}

test(`the service unit starts a server that opens a room ${readOnlyness}, and ends in time`, async () => {
  const places: Places = await postgresPlaces();
  try {
    const unit = unitFor(await freePort());
    const settings = saidIn(unit, 'Environment').split(' ');
    const env = Object.fromEntries(settings.map((setting) => setting.split('=') as [string, string]));
    expect(saidIn(unit, 'ProtectSystem')).toBe('strict');
    const [program = '', ...under] = onReadOnlySystem(saidIn(unit, 'WorkingDirectory'));
    const child = spawn(program, [...under, ...saidIn(unit, 'ExecStart').split(' ')], {
      env: { ...env, DATABASE_URL: await places.place() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const address = `http://${env.HOST}:${env.PORT}`;
    await expect
      .poll(() => said, { message: 'the server listens', timeout: 60_000 })
      .toContain('"listening"');
    const opened = await fetch(`${address}/api/rooms`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(opened.status).toBe(201);
    const asked = performance.now();
    child.kill(saidIn(unit, 'KillSignal') as NodeJS.Signals);
    expect(await ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(Number(saidIn(unit, 'TimeoutStopSec')) * 1000);
    expect(said).not.toMatch(/"level":[456]0/);
  } finally {
    await places.remove();
  }
});
