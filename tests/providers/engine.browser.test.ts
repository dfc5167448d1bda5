import { afterEach, describe, expect, test } from 'vitest';
import { type Engine, type EngineRequest, startEngine } from '../../src/providers/backends/in-browser/engine.ts';
import { ProviderFailure } from '../../src/providers/failure.ts';

async function fixture(name: string): Promise<Blob> {
  const response = await fetch(new URL(`../fixtures/models/${name}.gguf`, import.meta.url));
  if (!response.ok) throw new Error(`no fixture ${name}`);
  return await response.blob();
}

const started: Engine[] = [];
async function start(name: string): Promise<Engine> {
  const engine = await startEngine(await fixture(name), { contextTokens: 256, threads: 1 });
  started.push(engine);
  return engine;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((engine) => engine.end()));
});

const request: EngineRequest = { input: 'The llama and the vicuna', stop: [], maxTokens: 24, temperature: 1, seed: 7 };
async function answer(engine: Engine, wanted: EngineRequest = request, signal = new AbortController().signal) {
  let text = '';
  let last = null;
  for await (const chunk of engine.complete(wanted, signal)) {
    text += chunk.text;
    last = chunk;
  }
  return { text, last };
}

describe('the engine', () => {
  test.each(['llama-random', 'gptneox-random', 'gpt2-random'])('runs a file of the architecture of %s', async (name) => {
    const { text, last } = await answer(await start(name));
    expect(text.length).toBeGreaterThan(0);
    expect(last?.finishReason).toMatch(/^(stop|length)$/);
    expect(last?.timings?.predicted_n).toBeGreaterThan(0);
  });

  test('the same seed gives the same words, another seed gives others', async () => {
    const engine = await start('llama-random');
    const first = await answer(engine);
    expect((await answer(engine)).text).toBe(first.text);
    expect((await answer(engine, { ...request, seed: 8 })).text).not.toBe(first.text);
  });

  test('counts the tokens of a prompt by its own vocabulary, as the answer counts them', async () => {
    const engine = await start('llama-random');
    const signal = new AbortController().signal;
    const count = await engine.countTokens(request, signal);
    const { last } = await answer(engine);
    expect(count).toBe((last?.timings?.prompt_n ?? 0) + (last?.timings?.cache_n ?? 0));
    expect(await engine.countTokens({ ...request, input: 'The llama and the vicuna and the guanaco' }, signal)).toBeGreaterThan(count ?? 0);
  });

  test('a grammar decides what can be written', async () => {
    const { text } = await answer(await start('llama-random'), { ...request, grammar: 'root ::= "Yes." | "No."' });
    expect(['Yes.', 'No.']).toContain(text);
  });

  test('stops when told, and answers the next request', async () => {
    const engine = await start('llama-random');
    const abort = new AbortController();
    let count = 0;
    let since = 0;
    for await (const chunk of engine.complete({ ...request, maxTokens: 220 }, abort.signal)) {
      count += chunk.text === '' ? 0 : 1;
      if (count === 5) {
        abort.abort();
        since = performance.now();
      }
    }
    expect(count).toBeLessThan(200);
    expect(performance.now() - since).toBeLessThan(1000);
    expect((await answer(engine)).text.length).toBeGreaterThan(0);
  });

  test.each([
    ['gptj-random', 'architecture-unsupported'],
    ['truncated', 'file-damaged'],
  ])('%s is refused with %s, in words', async (name, code) => {
    const failure = await start(name).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProviderFailure);
    expect(failure instanceof ProviderFailure && failure.error.code).toBe(code);
    expect(failure instanceof ProviderFailure && failure.error.detail.length).toBeGreaterThan(10);
  });
});
