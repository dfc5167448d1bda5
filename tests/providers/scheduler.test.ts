import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StreamPart } from '#providers/provider.ts';
import { createScheduler, type Scheduler, slotsByProtocol } from '#providers/scheduler.ts';
import type { Pause, TellPause } from '#providers/shared-pauses.ts';

const finish: StreamPart = { type: 'finish', reason: 'stop' };

/** A stream that ends when the test says so. */
interface Answer {
  readonly parts: StreamPart[];
  readonly abort: () => void;
  /** Settles when the iteration ended. */
  readonly ended: Promise<void>;
}

function createDesk(slots = 2) {
  const begun: string[] = [];
  const endings = new Map<string, (part: StreamPart) => void>();
  const scheduler: Scheduler = createScheduler({ slots: () => slots, now: Date.now });
  function ask(name: string, group = name, lane = 'http://one'): Answer {
    const controller = new AbortController();
    const parts: StreamPart[] = [];
    async function* open(): AsyncIterable<StreamPart> {
      begun.push(name);
      yield await new Promise<StreamPart>((resolve) => {
        endings.set(name, resolve);
        controller.signal.addEventListener('abort', () => resolve({ type: 'finish', reason: 'aborted' }));
      });
    }
    const ended = (async () => {
      for await (const part of scheduler.run({ lane, group }, controller.signal, open)) parts.push(part);
    })();
    return { parts, ended, abort: () => controller.abort() };
  }
  return {
    ask,
    begun,
    async end(name: string, part: StreamPart = finish) {
      endings.get(name)?.(part);
      await turn();
    },
  };
}

const turn = (milliseconds = 0): Promise<void> => vi.advanceTimersByTimeAsync(milliseconds).then(() => undefined);
const queued = (position: number): StreamPart => ({ type: 'queued', position });

vi.useFakeTimers();
afterEach(() => {
  vi.clearAllTimers();
});

describe('a lane', () => {
  test('runs as many as it has slots; the others wait, see their place and begin as the ones before them end', async () => {
    const desk = createDesk(2);
    desk.ask('a');
    desk.ask('b');
    const c = desk.ask('c');
    const d = desk.ask('d');
    await turn();
    expect(desk.begun).toEqual(['a', 'b']);
    expect([c.parts, d.parts]).toEqual([[queued(1)], [queued(2)]]);
    await desk.end('b');
    expect(desk.begun).toEqual(['a', 'b', 'c']);
    expect(d.parts).toEqual([queued(2), queued(1)]);
    await desk.end('a');
    await desk.end('d');
    expect(d.parts).toEqual([queued(2), queued(1), finish]);
  });

  test('does not keep another lane waiting', async () => {
    const desk = createDesk(1);
    desk.ask('a');
    desk.ask('b', 'b', 'http://two');
    await turn();
    expect(desk.begun).toEqual(['a', 'b']);
  });

  test('gives each conversation a turn before one gets a second', async () => {
    const desk = createDesk(1);
    for (const name of ['a1', 'a2', 'a3']) desk.ask(name, 'a');
    desk.ask('b1', 'b');
    desk.ask('b2', 'b');
    desk.ask('c1', 'c');
    await turn();
    for (const name of ['a1', 'b1', 'c1', 'a2', 'b2']) await desk.end(name);
    expect(desk.begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  test('forgets a request that is stopped while it waits, at once, and moves the others up', async () => {
    const desk = createDesk(1);
    desk.ask('a');
    const b = desk.ask('b');
    const c = desk.ask('c');
    await turn();
    b.abort();
    await b.ended;
    expect(b.parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
    await turn();
    expect(c.parts).toEqual([queued(2), queued(1)]);
    await desk.end('a');
    expect(desk.begun).toEqual(['a', 'c']);
  });

  test('gives its slot back when a running answer is stopped or its reader leaves', async () => {
    const desk = createDesk(1);
    const a = desk.ask('a');
    desk.ask('b');
    await turn();
    a.abort();
    await turn();
    expect(desk.begun).toEqual(['a', 'b']);

    const scheduler = createScheduler({ slots: () => 1, now: Date.now });
    async function* endless(): AsyncIterable<StreamPart> {
      for (;;) yield { type: 'text-delta', text: 'x' };
    }
    const place = { lane: 'l', group: 'g' };
    for (let round = 0; round < 3; round += 1) {
      const seen: StreamPart[] = [];
      for await (const part of scheduler.run(place, new AbortController().signal, endless)) {
        seen.push(part);
        break;
      }
      expect(seen).toEqual([{ type: 'text-delta', text: 'x' }]);
    }
  });
});

describe('a server that asks to wait', () => {
  const refused: StreamPart = { type: 'error', error: { code: 'rate-limited', detail: '', status: 429, retryAfterMs: 2500 } };

  test('gets nothing before its time, and the waiting is counted down', async () => {
    const desk = createDesk(2);
    desk.ask('a');
    await turn();
    await desk.end('a', refused);
    const b = desk.ask('b');
    await turn();
    expect(b.parts).toEqual([{ type: 'queued', position: 1, heldMs: 2500 }]);
    await turn(2499);
    expect(desk.begun).toEqual(['a']);
    expect(b.parts.map((part) => part.type === 'queued' && part.heldMs)).toEqual([2500, 2000, 1000]);
    await turn(1);
    expect(desk.begun).toEqual(['a', 'b']);
  });

  test('can be left by stopping', async () => {
    const desk = createDesk(2);
    desk.ask('a');
    await turn();
    await desk.end('a', refused);
    const b = desk.ask('b');
    await turn(100);
    b.abort();
    await b.ended;
    expect(b.parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
    expect(desk.begun).toEqual(['a']);
  });

  test('does not hold back other origins, nor anything after errors of another kind', async () => {
    const desk = createDesk(2);
    desk.ask('a');
    desk.ask('b', 'b', 'http://two');
    await turn();
    await desk.end('a', refused);
    await desk.end('b', { type: 'error', error: { code: 'bad-request', detail: '', retryAfterMs: 9000 } });
    desk.ask('c', 'c', 'http://two');
    await turn();
    expect(desk.begun).toEqual(['a', 'b', 'c']);
  });
});

describe('schedulers that tell each other', () => {
  /** Tabs of one site: what one tells, the others hear. */
  function createTabs() {
    const told: unknown[][] = [];
    const listeners: TellPause[] = [];
    const all: (() => readonly Pause[])[] = [];
    const open = (slots = 2): Scheduler =>
      createScheduler({
        slots: () => slots,
        now: Date.now,
        pauses(heard, held) {
          all.push(held);
          listeners.push(heard);
          return (...pause) => {
            told.push(pause);
            for (const listener of listeners) if (listener !== heard) listener(...pause);
          };
        },
      });
    return { told, open, all };
  }

  /** What a request says until it is stopped; `begun` when it is its turn. */
  function ask(scheduler: Scheduler, lane = 'http://one') {
    const parts: StreamPart[] = [];
    const stop = new AbortController();
    async function* open(): AsyncIterable<StreamPart> {
      yield { type: 'text-delta', text: 'begun' };
      await new Promise<void>((resolve) => {
        stop.signal.addEventListener('abort', () => resolve());
      });
    }
    const ended = (async () => {
      for await (const part of scheduler.run({ lane, group: '' }, stop.signal, open)) parts.push(part);
    })();
    return { parts, ended, stop: () => stop.abort() };
  }
  const error = { code: 'busy', detail: 'The conversation is no business of others.', retryAfterMs: 2500 } as const;

  test('wait together, count down together, and then ask', async () => {
    const { told, open } = createTabs();
    const [one, other] = [open(), open()];
    one.heed('http://one', error);
    expect(other.heldUntil('http://one')).toBe(Date.now() + 2500);
    expect(told).toEqual([['http://one', Date.now() + 2500]]);
    const waiting = ask(other);
    const elsewhere = ask(other, 'http://two');
    await turn(2499);
    expect(waiting.parts.map((part) => part.type === 'queued' && part.heldMs)).toEqual([2500, 2000, 1000]);
    expect(elsewhere.parts).toHaveLength(1);
    await turn(1);
    expect(waiting.parts.at(-1)).toEqual({ type: 'text-delta', text: 'begun' });
    expect(other.heldUntil('http://one')).toBeNull();
    for (const { stop } of [waiting, elsewhere]) stop();
    await Promise.all([waiting.ended, elsewhere.ended]);
    // What was heard is not told on.
    expect(told).toHaveLength(1);
  });

  test('tell those who wait for a slot already, and never shorten a pause', async () => {
    const { open } = createTabs();
    const [one, other] = [open(1), open(1)];
    const runs = ask(other);
    await turn();
    const waiting = ask(other);
    await turn();
    expect(waiting.parts).toEqual([queued(1)]);
    one.heed('http://one', error);
    await turn();
    expect(waiting.parts).toEqual([queued(1), { ...queued(1), heldMs: 2500 }]);
    one.heed('http://one', { ...error, retryAfterMs: 10 });
    expect(other.heldUntil('http://one')).toBe(Date.now() + 2500);
    runs.stop();
    await runs.ended;
    await turn(2499);
    expect(waiting.parts.some(({ type }) => type === 'text-delta')).toBe(false);
    await turn(1);
    expect(waiting.parts.at(-1)).toEqual({ type: 'text-delta', text: 'begun' });
    waiting.stop();
    await waiting.ended;
  });

  test('know what is not over, from whomever they heard it', async () => {
    const { open, all } = createTabs();
    const [one, other] = [open(), open()];
    one.heed('http://one', error);
    other.heed('http://two', { ...error, retryAfterMs: 5000 });
    const until = Date.now();
    const held = [
      ['http://one', until + 2500],
      ['http://two', until + 5000],
    ];
    expect(all.map((ask) => ask())).toEqual([held, held]);
    await turn(2500);
    expect(all.map((ask) => ask())).toEqual([held.slice(1), held.slice(1)]);
  });

  test('tell only of failures after which nobody should ask, and only of stated waits', () => {
    const { told, open } = createTabs();
    const one = open();
    one.heed('http://one', { ...error, code: 'bad-request' });
    one.heed('http://one', { code: 'busy', detail: '' });
    expect(told).toEqual([]);
  });
});

describe('a server that is loading its model', () => {
  const refusal = (retryAfterMs?: number): StreamPart => ({
    type: 'error',
    error: { code: 'loading', detail: 'Loading model', status: 503, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  });
  const loading: StreamPart = { type: 'progress', stage: 'load', done: 0, total: null };

  function askWhile(answers: readonly StreamPart[]) {
    const scheduler = createScheduler({ slots: () => 1, now: Date.now });
    const controller = new AbortController();
    const asked: number[] = [];
    const parts: StreamPart[] = [];
    const began = Date.now();
    // oxlint-disable-next-line typescript/require-await -- a stream that has all of its parts at once.
    async function* open(): AsyncIterable<StreamPart> {
      yield answers[Math.min(asked.push(Date.now() - began), answers.length) - 1] ?? finish;
    }
    const ended = (async () => {
      for await (const part of scheduler.run({ lane: 'http://one', group: 'a' }, controller.signal, open)) parts.push(part);
    })();
    return { asked, parts, ended, scheduler, abort: () => controller.abort() };
  }

  test('is asked again, each time after a longer wait, until it answers; no refusal is shown', async () => {
    const { asked, parts, ended } = askWhile([...Array.from({ length: 6 }, () => refusal()), finish]);
    await turn(60_000);
    await ended;
    expect(asked).toEqual([0, 1000, 3000, 7000, 15_000, 30_000, 45_000]);
    expect(parts).toEqual([...Array.from({ length: 6 }, () => loading), finish]);
  });

  test('is left alone for as long as it says, by everybody', async () => {
    const { asked, ended, scheduler } = askWhile([refusal(20_400), finish]);
    await turn();
    expect(scheduler.heldUntil('http://one')).toBe(Date.now() + 20_400);
    await turn(20_400);
    await ended;
    expect(asked).toEqual([0, 20_400]);
  });

  test('is not asked any more after a stop, nor after ten minutes, when its refusal is shown', async () => {
    const stopped = askWhile([refusal()]);
    await turn(1500);
    stopped.abort();
    await turn(60_000);
    await stopped.ended;
    expect(stopped.asked).toEqual([0, 1000]);
    expect(stopped.parts.at(-1)).toEqual({ type: 'finish', reason: 'aborted' });
    const patient = askWhile([refusal()]);
    await turn(11 * 60_000);
    await patient.ended;
    expect(patient.asked.at(-1)).toBeGreaterThanOrEqual(10 * 60_000);
    expect(patient.parts.at(-1)).toEqual(refusal());
  });
});

test('five requests share an origin unless the browser spoke HTTP/2 or newer with it', () => {
  const entries = (list: readonly object[]): void => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue(list as PerformanceEntry[]);
  };
  entries([]);
  expect(slotsByProtocol('http://one')).toBe(5);
  entries([
    { name: 'http://one/v1/models', nextHopProtocol: 'h2' },
    { name: 'http://one/v1/hidden', nextHopProtocol: '' },
    { name: 'http://one.evil/x', nextHopProtocol: 'h3' },
  ]);
  expect(slotsByProtocol('http://one')).toBe(32);
  entries([{ name: 'http://one/v1/models', nextHopProtocol: 'http/1.1' }]);
  expect(slotsByProtocol('http://one')).toBe(5);
  vi.restoreAllMocks();
});
