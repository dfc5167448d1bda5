import { expect, test } from 'vitest';
import { runGeneration } from '#chat/run.ts';
import { ProviderFailure } from '#providers/failure.ts';
import type { Provider, StreamPart } from '#providers/provider.ts';
import { createHandProvider, finish, settle, text } from './fake-provider.ts';

const request = { modelId: 'm', system: null, turns: [], parameters: {}, promptFormat: null, locale: 'en' } as const;

function start(open: () => Promise<Provider>) {
  const parts: StreamPart[] = [];
  const times: number[] = [];
  const clock = { now: 100 };
  const controller = new AbortController();
  const run = runGeneration({
    open: async () => ({ provider: await open(), request }),
    controller,
    now: () => clock.now,
    startedAt: 100,
    deliver(part, elapsedMs) {
      parts.push(part);
      times.push(elapsedMs);
    },
  });
  return { parts, times, clock, controller, run };
}

function providerOf(stream: Provider['stream']): Provider {
  return { ...createHandProvider(), stream };
}

test('parts are handed on as they come, with the time since the start, and the signal is aborted at the end', async () => {
  const provider = createHandProvider();
  const { parts, times, clock, controller, run } = start(() => Promise.resolve(provider));
  await settle();
  clock.now = 130;
  await provider.send([text('a')]);
  expect(parts).toEqual([text('a')]);
  expect(controller.signal.aborted).toBe(false);
  clock.now = 190;
  await provider.send([finish]);
  await run;
  expect(parts).toEqual([text('a'), finish]);
  expect(times).toEqual([30, 90]);
  expect(provider.signals[0]?.aborted).toBe(true);
});

test('nothing after the terminal part is handed on', async () => {
  const { parts, run } = start(() =>
    Promise.resolve(
      providerOf(async function* () {
        yield finish;
        yield text('late');
      }),
    ),
  );
  await run;
  expect(parts).toEqual([finish]);
});

test('a stop reaches the provider, and its terminal part ends the answer', async () => {
  const provider = createHandProvider();
  const { parts, controller, run } = start(() => Promise.resolve(provider));
  await settle();
  await provider.send([text('a')]);
  controller.abort();
  await run;
  expect(parts).toEqual([text('a'), { type: 'finish', reason: 'aborted' }]);
});

test('a stop does not wait for a provider that is still being opened', async () => {
  const { parts, controller, run } = start(() => new Promise(() => undefined));
  controller.abort();
  await run;
  expect(parts).toEqual([{ type: 'finish', reason: 'aborted' }]);
});

test('a provider that cannot be opened is an error part', async () => {
  const { parts, run } = start(() => Promise.reject(new Error('No backend "x".')));
  await run;
  expect(parts).toEqual([{ type: 'error', error: { code: 'not-found', detail: 'No backend "x".' } }]);
});

test('what cannot be opened for a known reason fails with that reason', async () => {
  const { parts, run } = start(() => Promise.reject(new ProviderFailure('part-missing', 'No connection.')));
  await run;
  expect(parts).toEqual([{ type: 'error', error: { code: 'part-missing', detail: 'No connection.' } }]);
});

test('a provider that throws is an error part, and long words of it are cut', async () => {
  const { parts, controller, run } = start(() =>
    Promise.resolve(
      providerOf(async function* () {
        yield text('a');
        throw new Error('x'.repeat(2000));
      }),
    ),
  );
  await run;
  expect(parts).toEqual([text('a'), { type: 'error', error: { code: 'app-failed', detail: 'x'.repeat(500) } }]);
  expect(controller.signal.aborted).toBe(true);
});

test('a provider that throws because it was stopped is a stop', async () => {
  const { parts, controller, run } = start(() =>
    Promise.resolve(
      providerOf(async function* (_, signal) {
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        yield text('');
        throw new DOMException('The operation was aborted.', 'AbortError');
      }),
    ),
  );
  await settle();
  controller.abort();
  await run;
  expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
});

test('a stream that just ends is not a complete answer', async () => {
  const { parts, run } = start(() =>
    Promise.resolve(
      providerOf(async function* () {
        yield text('half');
      }),
    ),
  );
  await run;
  expect(parts).toMatchObject([text('half'), { type: 'error', error: { code: 'interrupted' } }]);
});
