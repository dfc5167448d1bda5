import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findBrowser } from './scripts/browser.mjs';
import { askFromPage } from './tests/providers/llama-cpp/commands.ts';

const executablePath = findBrowser();
/** Milliseconds for one test: it ends what hangs and measures nothing, so that a busy machine fails no test. */
const patience = 60_000;
/** What is asked again until it holds (`expect.poll`) is asked for half of that: a page that is merely slow is not wrong. */
const expectation = { poll: { timeout: patience / 2 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**'],
          testTimeout: patience,
          expect: expectation,
        },
      },
      {
        plugins: [react()],
        server: {
          headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
        },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts', 'tests/**/*.browser.test.tsx'],
          testTimeout: patience,
          expect: expectation,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { askRealEngine: askFromPage },
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) },
            }),
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.e2e.ts'],
          maxWorkers: 2,
          // After the others: a whole app beside two other browsers on two cores is slower than any person's.
          sequence: { groupOrder: 1 },
          // A step that waits in vain tells so itself.
          testTimeout: 4 * patience,
          expect: expectation,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
