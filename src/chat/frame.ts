/**
 * Calls back once, at the first good moment to show something after a delay, never before it returns; gives a function that calls it off.
 * The delay, in milliseconds, is a hint that spares moments that would come too early.
 */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

/**
 * How often words are shown: `smooth` 30 times a second, and half as often where they come in large pieces; `fast` with each frame of the
 * screen; `reduced` five times a second.
 */
export type Pace = 'smooth' | 'fast' | 'reduced';

export interface Frame<Part> {
  push(answerId: string, part: Part): void;
  /** Hands over at once what waits. */
  flush(): void;
}

interface FrameOptions<Part> {
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Characters that a part adds to what is shown. */
  readonly lengthOf: (part: Part) => number;
  /** As the person wants it now. */
  readonly pace?: () => Pace;
  /** Takes the waiting parts of all answers, in their order of arrival. */
  readonly hand: (batch: ReadonlyMap<string, readonly Part[]>) => void;
}

/** About 30 updates a second: 60 cost a fifth more and nobody sees the difference. Half a frame is allowed for, as frames come early. */
const paceMs = 1000 / 30 - 8;
/** 15 updates a second where one brings more than `fastLength` characters: such words come faster than anybody reads, and each update costs. */
const fastPaceMs = 1000 / 15 - 8;
const fastLength = 48;
/** As rare as it may be: words that wait longer would be lost with a tab that dies. */
const reducedPaceMs = 200;
/** No part waits longer if another follows it. It matters where neither frames nor timers come in time, as in a hidden tab. */
const longestWaitMs = 200;

/** Collects the parts of all live answers, to be handed over together; slower as more answers run, so that each still costs the same. */
export function createFrame<Part>({ now, schedule, lengthOf, pace: chosen = () => 'smooth', hand }: FrameOptions<Part>): Frame<Part> {
  let waiting = new Map<string, Part[]>();
  let waitingSince = 0;
  let handedAt = Number.NEGATIVE_INFINITY;
  let isFast = false;
  let callOff: (() => void) | null = null;

  function flush(): void {
    callOff?.();
    callOff = null;
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    handedAt = now();
    const longest = Math.max(...[...batch.values()].map((parts) => parts.reduce((sum, part) => sum + lengthOf(part), 0)));
    isFast = longest > fastLength;
    hand(batch);
  }

  function pace(): number {
    const wanted = chosen();
    if (wanted === 'smooth') return isFast ? fastPaceMs : paceMs;
    return wanted === 'fast' ? 0 : reducedPaceMs;
  }

  /** Milliseconds until parts may be handed over again. None if the clock was set back. */
  function pause(): number {
    const since = now() - handedAt;
    return since < 0 ? 0 : Math.max(0, pace() * Math.sqrt(waiting.size) - since);
  }

  function tick(): void {
    callOff = null;
    const rest = pause();
    if (rest > 0) callOff = schedule(tick, rest);
    else flush();
  }

  return {
    flush,
    push(answerId, part) {
      if (waiting.size === 0) waitingSince = now();
      const parts = waiting.get(answerId);
      if (parts === undefined) waiting.set(answerId, [part]);
      else parts.push(part);
      if (now() - waitingSince >= longestWaitMs) flush();
      else callOff ??= schedule(tick, pause());
    },
  };
}

/**
 * The next animation frame after the delay or, in a hidden tab, which has none, a timer. A frame is asked for only when it will be used:
 * each costs a pass over the page, even where nothing has changed.
 */
export const scheduleOnFrame: Schedule = (callback, delayMs) => {
  let frame = 0;
  const callOff = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(early);
    clearTimeout(late);
  };
  const fire = (): void => {
    callOff();
    callback();
  };
  const ask = (): void => {
    frame = requestAnimationFrame(fire);
  };
  const early = delayMs > 0 ? setTimeout(ask, delayMs) : undefined;
  if (early === undefined) ask();
  const late = setTimeout(fire, delayMs + longestWaitMs);
  return callOff;
};
