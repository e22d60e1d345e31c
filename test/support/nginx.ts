import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findNginx } from '../../server/scripts/find-servers.mjs';
import { top } from './run.ts';
import { freePort } from './server-process.ts';

export interface Nginx {
  readonly url: string;
  readonly port: number;
  remove(): Promise<void>;
}

const shipped = join(top, 'server', 'deploy', 'nginx.conf');
const patienceMs = 60_000;

/** The configuration that ships, with the ports of this run in the place of its own. */
export async function startNginx(ports: readonly number[]): Promise<Nginx> {
  const program = findNginx();
  if (program === undefined) throw new Error('this needs nginx: run npm test');
  const dir = mkdtempSync(join(tmpdir(), 'bakery-nginx-'));
  const port = await freePort();
  const site = ports.reduce(
    (text, own, k) => replacedIn(text, `127.0.0.1:${3001 + k} `, `127.0.0.1:${own} `),
    replacedIn(readFileSync(shipped, 'utf8'), 'listen 80;', `listen 127.0.0.1:${port};`),
  );
  writeFileSync(join(dir, 'bakery.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = [
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    'daemon off; worker_processes 1; worker_rlimit_nofile 4096; pid nginx.pid; error_log error.log;',
    'events { worker_connections 2048; }',
    'http { access_log off;',
    ...temporary.map((name) => `${name}_temp_path ${name};`),
    'include bakery.conf; }',
  ];
  writeFileSync(join(dir, 'nginx.conf'), main.join('\n'));
  const child = spawn(program, ['-p', dir, '-c', join(dir, 'nginx.conf'), '-e', join(dir, 'error.log')], {
    stdio: 'ignore',
  });
  const stop = () => ended(child);
  process.once('exit', () => child.kill('SIGTERM'));
  const url = `http://127.0.0.1:${port}`;
  const end = performance.now() + patienceMs;
  while (
    !(await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || performance.now() > end) {
      throw new Error(`nginx did not start: ${readFileSync(join(dir, 'error.log'), 'utf8')}`);
    }
    await sleep(50);
  }
  return {
    url,
    port,
    async remove() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function replacedIn(text: string, before: string, after: string): string {
  if (!text.includes(before)) throw new Error(`the configuration has no ${before}`);
  return text.replaceAll(before, after);
}
