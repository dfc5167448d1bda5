import { expect, test } from 'vitest';
import type { StreamPart } from '../../src/providers/provider.ts';
import { createScheduler, pageScheduler, type Scheduler } from '../../src/providers/scheduler.ts';
import { sharePauses } from '../../src/providers/shared-pauses.ts';
import { takeSharedSlot } from '../../src/providers/shared-slots.ts';

/** Each tab has a scheduler of its own; the browser's locks and its channels are the same for all of them. */
const tab = (slots = 2): Scheduler => createScheduler({ slots: () => slots, share: takeSharedSlot, pauses: sharePauses, now: Date.now });
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** A request that runs until it is told to end. */
function ask(scheduler: Scheduler, lane: string) {
  const parts: StreamPart[] = [];
  const stop = new AbortController();
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  async function* open(): AsyncIterable<StreamPart> {
    yield { type: 'text-delta', text: 'runs' };
    await ended;
    yield { type: 'finish', reason: 'stop' };
  }
  const done = (async () => {
    for await (const part of scheduler.run({ lane, group: '' }, stop.signal, open)) parts.push(part);
  })();
  const runs = (): Promise<void> => expect.poll(() => parts.some(({ type }) => type === 'text-delta')).toBe(true);
  return { parts, stop, end, done, runs, open };
}

test('tabs share the connections to an origin, and one that waits is told and runs when another tab’s answer has ended', async () => {
  const lane = 'http://shared.example';
  const [one, other] = [tab(), tab()];
  const first = [ask(one, lane), ask(one, lane)];
  await Promise.all(first.map(({ runs }) => runs()));
  const waiting = ask(other, lane);
  await expect.poll(() => waiting.parts).toEqual([{ type: 'queued', position: 1 }]);
  const elsewhere = ask(other, 'http://another.example');
  await elsewhere.runs();
  first[0]?.end();
  await waiting.runs();
  for (const { end } of [...first, waiting, elsewhere]) end();
  await Promise.all([...first, waiting, elsewhere].map(({ done }) => done));
  expect(waiting.parts.at(-1)).toEqual({ type: 'finish', reason: 'stop' });
});

test('a request that is stopped while it waits for another tab is gone, and nothing of it stays held', async () => {
  const lane = 'http://stopped.example';
  const [one, other] = [tab(1), tab(1)];
  const first = ask(one, lane);
  await first.runs();
  const stopped = ask(other, lane);
  await expect.poll(() => stopped.parts).toHaveLength(1);
  stopped.stop.abort();
  await stopped.done;
  expect(stopped.parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
  first.end();
  await first.done;
  const later = ask(other, lane);
  await later.runs();
  later.end();
  await later.done;
  expect((await navigator.locks.query()).held?.filter(({ name }) => name?.includes(lane))).toEqual([]);
});

test('who reads no further while waiting for another tab keeps no slot that comes later', async () => {
  const lane = 'http://left.example';
  const [one, other] = [tab(1), tab(1)];
  const first = ask(one, lane);
  await first.runs();
  const left = other.run({ lane, group: '' }, new AbortController().signal, () => first.open())[Symbol.asyncIterator]();
  expect(await left.next()).toMatchObject({ value: { type: 'queued' } });
  await left.return?.();
  first.end();
  await first.done;
  const later = ask(other, lane);
  await later.runs();
  later.end();
  await later.done;
});

test('after a pause that the server asked for meanwhile a slot that comes free is not used', async () => {
  const lane = 'http://held.example';
  const [one, other] = [tab(1), tab(1)];
  const first = ask(one, lane);
  await first.runs();
  const waiting = ask(other, lane);
  await expect.poll(() => waiting.parts).toHaveLength(1);
  other.heed(lane, { code: 'busy', detail: '', retryAfterMs: 60_000 });
  first.end();
  await first.done;
  await expect.poll(() => waiting.parts.at(-1)).toMatchObject({ type: 'queued', heldMs: expect.any(Number) });
  await pause(50);
  expect(waiting.parts.some(({ type }) => type === 'text-delta')).toBe(false);
  waiting.stop.abort();
  await waiting.done;
});

test('what a server asked one tab holds for every tab, which counts down and then asks; only the origin and the time are told', async () => {
  const lane = 'http://limited.example';
  const [one, other] = [pageScheduler, tab()];
  const told: unknown[] = [];
  const ear = new BroadcastChannel('stemma-pauses');
  ear.addEventListener('message', ({ data }) => told.push(data));
  const before = Date.now();
  one.heed(lane, { code: 'rate-limited', detail: 'sk-secret was told too often what Dolly is', retryAfterMs: 2500 });
  await expect.poll(() => other.heldUntil(lane)).toBe(one.heldUntil(lane));
  const waiting = ask(other, lane);
  const elsewhere = ask(other, 'http://free.example');
  await elsewhere.runs();
  await waiting.runs();
  expect(Date.now() - before).toBeGreaterThanOrEqual(2500);
  expect(waiting.parts[0]).toEqual({ type: 'queued', position: 1, heldMs: expect.any(Number) });
  for (const { end } of [waiting, elsewhere]) end();
  await Promise.all([waiting.done, elsewhere.done]);
  expect(told).toContainEqual({ lane, until: expect.any(Number) });
  // Tabs tell of other lanes too, when another begins.
  for (const one of told) expect(one).toEqual({ lane: expect.any(String), until: expect.any(Number) });
  expect(JSON.stringify(told)).not.toContain('sk-secret');
  ear.close();
});

test('a tab that begins to ask later is told what is not over', async () => {
  const first = tab();
  first.heed('http://over.example', { code: 'busy', detail: '', retryAfterMs: 1 });
  first.heed('http://still.example', { code: 'busy', detail: '', retryAfterMs: 60_000 });
  await pause(5);
  const later = tab();
  await expect.poll(() => later.heldUntil('http://still.example')).toBe(first.heldUntil('http://still.example'));
  expect(later.heldUntil('http://over.example')).toBeNull();
});

test('what is no pause is not heard', async () => {
  const heard: unknown[] = [];
  sharePauses(
    (...one) => heard.push(one),
    () => [],
  );
  const mouth = new BroadcastChannel('stemma-pauses');
  for (const data of [
    null,
    'x',
    {},
    { lane: 'http://none.example', until: '5' },
    { lane: 7, until: 5 },
    { lane: 'http://none.example', until: 5, more: 1 },
  ]) {
    mouth.postMessage(data);
  }
  await expect.poll(() => heard).toContainEqual(['http://none.example', 5]);
  for (const one of heard) expect(one).toEqual([expect.any(String), expect.any(Number)]);
  mouth.close();
});
