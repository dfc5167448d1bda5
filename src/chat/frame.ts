/** Calls back once, at the next good moment to show something, never before it returns; gives a function that calls it off. */
export type Schedule = (callback: () => void) => () => void;

export interface Frame<Part> {
  push(answerId: string, part: Part): void;
  /** Hands over at once what waits. */
  flush(): void;
}

interface FrameOptions<Part> {
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Takes the waiting parts of all answers, in their order of arrival. */
  readonly hand: (batch: ReadonlyMap<string, readonly Part[]>) => void;
}

/** About 30 updates a second: 60 cost a fifth more and nobody sees the difference. Half a frame is allowed for, as frames come early. */
const paceMs = 1000 / 30 - 8;
/** No part waits longer if another follows it. It matters where neither frames nor timers come in time, as in a hidden tab. */
const longestWaitMs = 200;

/** Collects the parts of all live answers, to be handed over together; slower as more answers run, so that each still costs the same. */
export function createFrame<Part>({ now, schedule, hand }: FrameOptions<Part>): Frame<Part> {
  let waiting = new Map<string, Part[]>();
  let waitingSince = 0;
  let handedAt = Number.NEGATIVE_INFINITY;
  let callOff: (() => void) | null = null;

  function flush(): void {
    callOff?.();
    callOff = null;
    if (waiting.size === 0) return;
    const batch = waiting;
    waiting = new Map();
    handedAt = now();
    hand(batch);
  }

  function tick(): void {
    callOff = null;
    const since = now() - handedAt;
    const tooEarly = since >= 0 && since < paceMs * Math.sqrt(waiting.size);
    if (tooEarly) callOff = schedule(tick);
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
      else callOff ??= schedule(tick);
    },
  };
}

/** The next animation frame or, in a hidden tab, which has none, a timer. */
export const scheduleOnFrame: Schedule = (callback) => {
  const callOff = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const fire = (): void => {
    callOff();
    callback();
  };
  const frame = requestAnimationFrame(fire);
  const timer = setTimeout(fire, longestWaitMs);
  return callOff;
};
