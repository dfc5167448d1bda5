import { describe, expect, test } from 'vitest';
import { startEngine } from '../../src/providers/backends/in-browser/engine.ts';
import recorded from '../fixtures/llama-cpp/recorded.json';

/**
 * What llama.cpp's own server wrote for these files, always taking the likeliest token: random weights, so noise, but the same noise. Where
 * two tokens were as good as equally likely, rounding decides, and what follows may differ: it is compared up to there.
 */
describe('the engine in the page writes what a real llama.cpp writes', () => {
  test.each(Object.entries(recorded))('%s', async (name, { greedy }) => {
    const response = await fetch(new URL(`../fixtures/models/${name}.gguf`, import.meta.url));
    const engine = await startEngine(await response.blob(), { contextTokens: 256, threads: 1 });
    try {
      for (const { prompt, isWhole, certain } of greedy) {
        let written = '';
        const request = { input: prompt, stop: [], maxTokens: 24, temperature: 0 };
        for await (const chunk of engine.complete(request, new AbortController().signal)) written += chunk.text;
        expect({ prompt, written: isWhole ? written : written.slice(0, certain.length) }).toEqual({ prompt, written: certain });
      }
      // Enough was compared for a wrong engine to be noticed.
      expect(greedy.map(({ certain }) => certain).join('').length).toBeGreaterThan(10);
    } finally {
      await engine.end();
    }
  });
});
