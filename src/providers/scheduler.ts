import type { ProviderError, StreamPart } from './provider.ts';
import { type Pause, sharePauses, type TellPause } from './shared-pauses.ts';
import { type Leave, takeSharedSlot } from './shared-slots.ts';
import { soon } from './waiting.ts';
import { askWhileLoading } from './while-loading.ts';

/** Who shares what: requests of one lane share the connections of one origin, and the groups in a lane take turns. */
export interface Place {
  /** Origin of the server. */
  readonly lane: string;
  /** Conversation that asks. */
  readonly group: string;
}

export interface Scheduler {
  /** Runs `open` when it is its turn; until then its place in the queue is told. When `signal` is aborted it leaves the queue at once. */
  run(place: Place, signal: AbortSignal, open: () => AsyncIterable<StreamPart>): AsyncIterable<StreamPart>;
  /** Until when the server asked to be left alone, by the same clock; `null` if it did not, or its time is over. What can wait is not asked now. */
  heldUntil(lane: string): number | null;
  /** The server answered a request with this. If it asks for a pause, nobody asks its origin before that is over. */
  heed(lane: string, error: ProviderError): void;
}

interface SchedulerOptions {
  /** How many requests of an origin may run at once. */
  readonly slots: (lane: string) => number;
  /** Takes one of the slots that several schedulers share, other tabs' among them; absent: nothing is shared. */
  readonly share?: (lane: string, count: number, signal: AbortSignal) => Promise<Leave>;
  /** Tells other schedulers of a pause, and is told of theirs, by the same clock; absent: nothing is told. */
  readonly pauses?: (heard: TellPause, held: () => readonly Pause[]) => TellPause;
  /** Milliseconds since some fixed moment; of the page's scheduler since 1970. */
  readonly now: () => number;
}

interface Waiting {
  readonly group: string;
  readonly wake: () => void;
}

interface Lane {
  running: number;
  /** In the order of arrival. */
  queue: Waiting[];
  /** Groups in the order in which they last began, the most patient first. */
  served: string[];
  heldUntil: number;
}

/** A slot that is free comes at once; after this time the person is told that there is none. Milliseconds. */
const toldAfter = 100;
/** How often a person is told how long a server still wants to be left alone. Milliseconds. */
const tick = 1000;
/** Codes after which a stated wait holds for everybody who asks this server. */
const holding: ReadonlySet<ProviderError['code']> = new Set(['rate-limited', 'no-credit', 'busy', 'loading']);

/**
 * The one place that decides when a request is sent. Browsers open six connections to an origin over HTTP/1.1; a seventh stream would keep
 * the page's own files waiting, so five run and the others wait here, where it can be seen. After a `Retry-After`, whichever tab was
 * told it, nothing is sent to that origin before its time. Nothing is sent twice, but what a server that loads its model did not take.
 */
export function createScheduler({ slots, share, pauses, now }: SchedulerOptions): Scheduler {
  const lanes = new Map<string, Lane>();
  const tell = pauses?.(hold, held);

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const made: Lane = { running: 0, queue: [], served: [], heldUntil: 0 };
    lanes.set(name, made);
    return made;
  }

  /** The order of turns: one of each group in the order of arrival, the group that was served longest ago first, then the next of each. */
  function order(lane: Lane): readonly Waiting[] {
    const groups = new Map<string, Waiting[]>();
    for (const one of lane.queue) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
    const turns = [...groups].toSorted(([left], [right]) => lane.served.indexOf(left) - lane.served.indexOf(right)).map(([, all]) => all);
    const longest = Math.max(0, ...turns.map(({ length }) => length));
    return Array.from({ length: longest }, (_, round) => turns.flatMap((all) => all[round] ?? [])).flat();
  }

  const mayRun = (lane: Lane, name: string): boolean => lane.running < slots(name) && lane.heldUntil <= now();

  function wakeAll(lane: Lane): void {
    for (const { wake } of lane.queue) wake();
  }

  /** Tells the place in the queue until it is this request's turn, which it then has. */
  async function* turn(name: string, group: string, signal: AbortSignal): AsyncGenerator<StreamPart, void, undefined> {
    const lane = laneOf(name);
    let wake = (): void => undefined;
    const one: Waiting = { group, wake: () => wake() };
    lane.queue.push(one);
    signal.addEventListener('abort', one.wake);
    let told = '';
    try {
      for (;;) {
        signal.throwIfAborted();
        const position = order(lane).indexOf(one) + 1;
        if (position === 1 && mayRun(lane, name)) {
          lane.running += 1;
          lane.served = [...lane.served.filter((served) => served !== group), group];
          return;
        }
        const heldMs = Math.max(0, lane.heldUntil - now());
        const part: StreamPart = { type: 'queued', position, ...(heldMs > 0 ? { heldMs } : {}) };
        const words = `${position} ${Math.ceil(heldMs / tick)}`;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (words !== told) {
          told = words;
          yield part;
          signal.throwIfAborted();
        }
        if (heldMs === 0) await woken;
        else await Promise.race([woken, pause(Math.min(heldMs, heldMs % tick || tick))]);
      }
    } finally {
      signal.removeEventListener('abort', one.wake);
      lane.queue = lane.queue.filter((other) => other !== one);
      wakeAll(lane);
    }
  }

  function end(lane: Lane): void {
    lane.running -= 1;
    if (lane.running === 0 && lane.queue.length === 0) lane.served = [];
    wakeAll(lane);
  }

  /** Takes a slot among all tabs for a request whose turn it is here. `null`: the server asked for a pause meanwhile, and the turn is over. */
  async function* sharedSlot(name: string, signal: AbortSignal): AsyncGenerator<StreamPart, Leave | null, undefined> {
    const lane = laneOf(name);
    const count = slots(name);
    const isShared = share !== undefined && count <= slotsOfOldProtocol;
    const taking = isShared ? share(name, count, signal) : Promise.resolve(() => undefined);
    let isReady = false;
    try {
      let leave = await soon(taking, toldAfter);
      if (leave === null) {
        yield { type: 'queued', position: 1 };
        leave = await taking;
      }
      isReady = !signal.aborted && lane.heldUntil <= now();
      signal.throwIfAborted();
      return isReady ? leave : null;
    } finally {
      if (!isReady) {
        // Whoever reads no further may leave before there is a slot: it is given back when it comes.
        void taking.then((leave) => leave()).catch(() => undefined);
        end(lane);
      }
    }
  }

  /** Those who wait are woken to be told of it. */
  function hold(name: string, until: number): void {
    const lane = laneOf(name);
    if (until <= lane.heldUntil) return;
    lane.heldUntil = until;
    wakeAll(lane);
  }

  function heldUntil(name: string): number | null {
    const moment = lanes.get(name)?.heldUntil ?? 0;
    return moment > now() ? moment : null;
  }

  /** What is not over. */
  function held(): readonly Pause[] {
    return [...lanes.keys()].flatMap((name) => {
      const until = heldUntil(name);
      return until === null ? [] : [[name, until] as const];
    });
  }

  function heed(name: string, { code, retryAfterMs }: ProviderError): void {
    if (retryAfterMs === undefined || !holding.has(code)) return;
    const until = now() + retryAfterMs;
    hold(name, until);
    tell?.(name, until);
  }

  return {
    heed,
    heldUntil,
    async *run({ lane: name, group }, signal, open) {
      const lane = laneOf(name);
      let leave: Leave | null = null;
      try {
        while (leave === null) {
          yield* turn(name, group, signal);
          leave = yield* sharedSlot(name, signal);
        }
      } catch {
        yield { type: 'finish', reason: 'aborted' };
        return;
      }
      try {
        for await (const part of askWhileLoading(open, signal, now, (error) => heed(name, error))) {
          if (part.type === 'error') heed(name, part.error);
          yield part;
        }
      } finally {
        leave();
        end(lane);
      }
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Six connections an origin over HTTP/1.1, one of them for everything that is no answer. */
const slotsOfOldProtocol = 5;
/** One connection carries all, and servers usually admit a hundred streams; the server's own queue is the better one. */
const slotsOfMultiplexed = 32;

/** Slots by the protocol that the browser last spoke with an origin; it hides it for origins that do not permit it, and then the old one is assumed. */
export function slotsByProtocol(origin: string): number {
  const entries = performance.getEntriesByType('resource');
  for (const entry of entries.toReversed()) {
    if (!entry.name.startsWith(`${origin}/`) || !('nextHopProtocol' in entry)) continue;
    const protocol = entry.nextHopProtocol;
    if (protocol === 'h2' || protocol === 'h3') return slotsOfMultiplexed;
    if (protocol !== '') return slotsOfOldProtocol;
  }
  return slotsOfOldProtocol;
}

/** The scheduler of this page. */
export const pageScheduler: Scheduler = createScheduler({
  slots: slotsByProtocol,
  share: takeSharedSlot,
  pauses: sharePauses,
  now: Date.now,
});
