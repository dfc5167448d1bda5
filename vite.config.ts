import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { productionHeaders } from './scripts/headers.mjs';

export default defineConfig({
  // Relative, so that one build runs under any path of any host.
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  server: {
    // The development server injects inline scripts, so it takes the isolation headers only, not the content policy.
    headers: {
      'Cross-Origin-Opener-Policy': productionHeaders['Cross-Origin-Opener-Policy'],
      'Cross-Origin-Embedder-Policy': productionHeaders['Cross-Origin-Embedder-Policy'],
    },
  },
  build: {
    target: 'es2023',
    manifest: true,
    // A data: URL would need a wider content policy; every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: {
        // The Hugging Face packages carry no sideEffects flag; without this hint the client weighs 99 kB instead of 16.
        moduleSideEffects: (id: string) => !id.includes('node_modules/@huggingface/'),
      },
    },
  },
});
