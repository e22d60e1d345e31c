import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { pageFonts } from './server/scripts/page-fonts.mjs';
import { pageRoutes } from './server/scripts/page-routes.mjs';

// Browsers, killed processes and compilers need both cores for themselves.
const alone = ['test/{browser,crash,proofs,tooling}/**/*.test.{ts,tsx}', 'test/server/main.test.ts'];

const client = resolve(import.meta.dirname, 'client');
const server = `http://127.0.0.1:${process.env.PORT ?? '3000'}`;

export default defineConfig({
  root: client,
  appType: 'mpa',
  plugins: [pageRoutes(), pageFonts()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/client'),
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // All that the phone needs at first in one file: one request, and compressed as one text.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'phone', test: /client.play\.tsx$/ }] } },
    },
  },
  server: {
    proxy: {
      '/socket.io': { target: server, ws: true },
      '/api': server,
      '/healthz': server,
    },
  },
  test: {
    root: import.meta.dirname,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/{shared,server,client,simulation}/**/*.test.{ts,tsx}'],
          exclude: alone,
          // Seconds alone, a minute on a busy machine; what is waited for in vain is told earlier.
          testTimeout: 60_000,
          // Databases and servers of their own are started before the tests, two files at a time.
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          // Two cores carry a server, a browser and its pages, and may carry others' too: ten times what a lesson takes.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 10_000 } },
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
