import { describe, expect, test } from 'vitest';
import recorded from '../../fixtures/llama-cpp/recorded.json' with { type: 'json' };
import { askRealEngine, certainText, whyNotHere } from './real-engine.ts';

describe.each(Object.entries(recorded))('a real llama.cpp with %s', (name, { greedy, tokenized }) => {
  const prompts = [...greedy.map(({ prompt }) => prompt), ...tokenized.map(({ text }) => text)];
  const asked = whyNotHere === null ? askRealEngine(name, prompts, { contextTokens: 256, maxTokens: 24 }) : null;
  const title = whyNotHere ?? 'splits texts and writes words as the recorded server did';

  test(title, async () => {
    if (asked === null) {
      console.error(title);
      expect(`${process.platform}-${process.arch}`).not.toBe('linux-x64');
      return;
    }
    const answers = await asked;
    expect(answers.slice(greedy.length).map(({ promptTokens }) => promptTokens)).toEqual(
      tokenized.map(({ tokens }) => tokens.map(({ id }) => id)),
    );
    for (const [index, { prompt, certain, isWhole }] of greedy.entries()) {
      const answer = answers[index];
      if (answer === undefined) throw new Error('no answer');
      // Where rounding could decide for either of the two builds, both stop being compared.
      const here = certainText(answer);
      const length = Math.min(
        isWhole ? Number.POSITIVE_INFINITY : certain.length,
        here.isWhole ? Number.POSITIVE_INFINITY : here.text.length,
      );
      expect({ prompt, text: here.text.slice(0, length) }).toEqual({ prompt, text: certain.slice(0, length) });
    }
  });
});
