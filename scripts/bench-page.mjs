import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { serve } from './serve.mjs';

/** Builds a page of bench/ and serves it as the app is served. */
export async function openBenchPage(root, page) {
  const outDir = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  await build({
    root: join(root, 'bench', page),
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  const server = await serve({ folder: outDir, port: 0 });
  const close = async () => {
    await server.close();
    rmSync(outDir, { recursive: true });
  };
  return { url: server.url, close };
}
