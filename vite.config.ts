import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { diagramPagePlugin } from './scripts/diagram-page.mjs';
import { productionHeaders } from './scripts/headers.mjs';
import { serviceWorker } from './scripts/service-worker.mjs';
import { supplyChain } from './scripts/supply-chain.mjs';
import { workerPolicy } from './scripts/worker-policy.mjs';

const contents = supplyChain();

export default defineConfig({
  // Relative, so that one build runs under any path of any host.
  base: './',
  plugins: [react(), workerPolicy(), diagramPagePlugin(), contents.page, serviceWorker()],
  worker: { format: 'es', plugins: () => [contents.worker] },
  server: {
    // The development server injects inline scripts, so it takes the isolation headers only, not the content policy.
    headers: {
      'Cross-Origin-Opener-Policy': productionHeaders['Cross-Origin-Opener-Policy'],
      'Cross-Origin-Embedder-Policy': productionHeaders['Cross-Origin-Embedder-Policy'],
    },
  },
  build: {
    target: 'es2023',
    // What is larger comes when it is used: the reader of PDF files and its worker. The first page has a gate of its own (scripts/size.mjs).
    chunkSizeWarningLimit: 1300,
    manifest: true,
    // A data: URL would need a wider content policy; every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What the first page needs is one file: cut at what lazy parts share, it would be twenty, most of them under 500 bytes. The entry
      // stays outside: it waits for lazy parts at its top level, and these could not begin before a file that they import is done.
      output: { codeSplitting: { groups: [{ name: 'first-page', tags: ['$initial'], test: /\/(?:src\/(?!main\.tsx$)|node_modules\/)/ }] } },
      treeshake: {
        // The Hugging Face packages carry no sideEffects flag; without this hint the client weighs 99 kB instead of 16.
        moduleSideEffects: (id: string) => !id.includes('node_modules/@huggingface/'),
      },
    },
  },
});
