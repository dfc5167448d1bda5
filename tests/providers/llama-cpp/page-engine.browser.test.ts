import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { startEngine } from '../../../src/providers/backends/in-browser/engine.ts';
import { rawPrompt } from '../../../src/providers/wire/raw-prompt.ts';
import { rawQuestion } from '../collect.ts';
import type { RealComparison } from './commands.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    askRealEngine: (
      model: string,
      prompts: readonly string[],
      limits: { contextTokens: number; maxTokens: number },
    ) => Promise<RealComparison>;
  }
}

const limits = { contextTokens: 512, maxTokens: 48 };
const questions = ['What is Dolly made of?', 'Who trained it?', 'Write a poem.', 'In one word: why?'];
/** Questions in the formats in which Dolly, StableVicuna and Open Assistant were trained, as they are sent raw. */
const prompts = ['dolly', 'stablevicuna', 'oasst-v2-neox'].flatMap((formatId) =>
  questions.map((text) => {
    const prompt = rawPrompt({ ...rawQuestion(formatId), turns: [{ role: 'user', text }] });
    if (prompt === null) throw new Error(`no prompt in ${formatId}`);
    return { ...prompt, name: `${formatId}: ${text}` };
  }),
);

/**
 * The same file, the same prompts, the same rule (always the likeliest token), once in WebAssembly in this page and once natively in Node.
 * The weights are random, so the words are noise, but the same noise. Where two tokens were as good as equally likely, rounding decides.
 */
test.each(['llama-random', 'gptneox-random', 'gpt2-random'])(
  '%s: the engine of the page splits and writes as a real llama.cpp',
  async (model) => {
    const real = await commands.askRealEngine(
      model,
      prompts.map(({ text }) => text),
      limits,
    );
    if (!real.isHere) {
      console.error(real.whyNot);
      expect(real.platform).not.toBe('linux-x64');
      return;
    }
    const file = await fetch(new URL(`../../fixtures/models/${model}.gguf`, import.meta.url));
    const engine = await startEngine(await file.blob(), { contextTokens: limits.contextTokens, threads: 1 });
    let compared = 0;
    try {
      for (const [index, { name, text: input, stop }] of prompts.entries()) {
        const answer = real.answers[index];
        if (answer === undefined) throw new Error('no answer');
        const written = async (stops: readonly string[]): Promise<string> => {
          let text = '';
          const request = { input, stop: stops, maxTokens: limits.maxTokens, temperature: 0 };
          for await (const chunk of engine.complete(request, new AbortController().signal)) text += chunk.text;
          return text;
        };
        const { text: certain, isWhole } = answer;
        const request = { input, stop, maxTokens: 0, temperature: 0 };
        expect(await engine.countTokens(request, new AbortController().signal), name).toBe(answer.promptTokens);
        const whole = await written(stop);
        expect(isWhole ? whole : whole.slice(0, certain.length), name).toBe(certain);
        compared += certain.length;
        // Whatever stands in the middle of a text ends it there, if it is a stop string.
        const end = certain.slice(certain.length / 2, certain.length / 2 + 2);
        if (end.length === 2) expect(await written([...stop, end]), name).toBe(certain.slice(0, certain.indexOf(end)));
      }
    } finally {
      await engine.end();
    }
    // Enough was compared for a wrong engine to be noticed.
    expect(compared).toBeGreaterThan(15);
  },
);
