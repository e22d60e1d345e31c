import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Browser } from 'playwright-core';
import { build, type Plugin } from 'vite';
import { makePageFonts } from '../../server/scripts/page-fonts.mjs';
import { pageOf } from '../../server/scripts/page-routes.mjs';
import { launchChromium } from './chromium.ts';
import { top } from './run.ts';

/** Always the same, since pages show it; browsers trust it like their own machine's. */
const address = 'http://bakery.localhost';

export interface GallerySite {
  readonly browser: Browser;
  readonly address: string;
  close(): Promise<void>;
}

/** The pages as they are while developing, gallery and all, built into files: a hundred modules a page would take their time. */
export async function openGallerySite(...plugins: readonly Plugin[]): Promise<GallerySite> {
  const folder = mkdtempSync(join(tmpdir(), 'bakery-gallery-'));
  await makePageFonts();
  await buildPage('play.html', folder, plugins);
  await buildPage('index.html', folder, plugins);
  const app = express();
  app.use((request, _response, next) => {
    const page = pageOf(request.path);
    if (page !== undefined) request.url = request.url.replace(request.path, page);
    next();
  });
  app.use(express.static(folder, { index: false }));
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { host } = new URL(address);
  const browser = await launchChromium({
    args: [`--host-resolver-rules=MAP ${host}:80 127.0.0.1:${port}`],
  });
  return {
    browser,
    address,
    async close() {
      await browser.close();
      await closed(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function buildPage(page: string, outDir: string, plugins: readonly Plugin[]): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'development';
  try {
    await build({
      configFile: join(top, 'vite.config.ts'),
      logLevel: 'error',
      mode: 'development',
      plugins: [...plugins],
      build: {
        ...{ outDir, emptyOutDir: false, minify: false },
        rolldownOptions: { input: join(top, 'client', page) },
      },
    });
  } finally {
    process.env.NODE_ENV = before;
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
}
