import { describe, expect, test } from 'vitest';
import { createFrame, type Pace } from '#chat/frame.ts';

/** A frame in a world where the test says when a moment comes. */
function createWorld(length = 4, pace?: Pace) {
  const world = { now: 1000, moment: null as (() => void) | null, asked: 0 };
  const batches: Record<string, number[]>[] = [];
  const frame = createFrame<number>({
    now: () => world.now,
    schedule(callback) {
      world.asked += 1;
      world.moment = callback;
      return () => {
        if (world.moment === callback) world.moment = null;
      };
    },
    lengthOf: () => length,
    ...(pace === undefined ? {} : { pace: () => pace }),
    hand: (batch) => batches.push(Object.fromEntries([...batch].map(([id, parts]) => [id, [...parts]]))),
  });
  /** Animation frames of a 60 Hz screen for this long. */
  const pass = (milliseconds: number): void => {
    for (let gone = 0; gone < milliseconds; gone += 1000 / 60) {
      world.now += 1000 / 60;
      const { moment } = world;
      world.moment = null;
      moment?.();
    }
  };
  return { world, frame, batches, pass };
}

describe('with frames', () => {
  test('parts of all answers come together, in order', () => {
    const { frame, batches, pass } = createWorld();
    frame.push('a', 1);
    frame.push('b', 2);
    frame.push('a', 3);
    expect(batches).toEqual([]);
    pass(20);
    expect(batches).toEqual([{ a: [1, 3], b: [2] }]);
  });

  test('a first word is shown at the next frame', () => {
    const { frame, batches, pass } = createWorld();
    frame.push('a', 1);
    pass(1);
    expect(batches).toHaveLength(1);
  });

  test('words that come faster than anybody reads are handed over about 15 times a second, and nothing is lost', () => {
    const { frame, batches, pass } = createWorld(30);
    for (let part = 0; part < 2000; part += 1) {
      frame.push('a', part);
      if (part % 2 === 1) pass(1);
    }
    frame.flush();
    const seconds = 1000 / 60;
    expect(batches.length / seconds).toBeGreaterThan(12);
    expect(batches.length / seconds).toBeLessThan(19);
    expect(batches.flatMap(({ a }) => a)).toEqual(Array.from({ length: 2000 }, (_, part) => part));
  });

  test('a fast answer is handed over about 30 times a second, and nothing is lost', () => {
    const { frame, batches, pass } = createWorld();
    for (let part = 0; part < 2000; part += 1) {
      frame.push('a', part);
      if (part % 2 === 1) pass(1);
    }
    frame.flush();
    const seconds = 1000 / 60;
    expect(batches.length / seconds).toBeGreaterThan(25);
    expect(batches.length / seconds).toBeLessThan(35);
    expect(batches.flatMap(({ a }) => a)).toEqual(Array.from({ length: 2000 }, (_, part) => part));
  });

  test.each([
    ['smooth', 25, 35],
    ['fast', 55, 61],
    ['reduced', 4, 6],
  ] as const)('a person who wants it %s sees between %i and %i updates a second, and all words', (pace, least, most) => {
    const { frame, batches, pass } = createWorld(4, pace);
    for (let part = 0; part < 2000; part += 1) {
      frame.push('a', part);
      if (part % 2 === 1) pass(1);
    }
    frame.flush();
    const seconds = 1000 / 60;
    expect(batches.length / seconds).toBeGreaterThan(least);
    expect(batches.length / seconds).toBeLessThan(most);
    expect(batches.flatMap(({ a }) => a)).toEqual(Array.from({ length: 2000 }, (_, part) => part));
  });

  test('no moment is asked for that would come too early', () => {
    const world = { now: 1000, asked: 0, handed: 0, at: 0, moment: null as (() => void) | null };
    const frame = createFrame<number>({
      now: () => world.now,
      schedule(callback, delayMs) {
        world.asked += 1;
        world.moment = callback;
        world.at = world.now + delayMs;
        return () => undefined;
      },
      lengthOf: () => 4,
      hand() {
        world.handed += 1;
      },
    });
    for (let turn = 0; turn < 600; turn += 1) {
      frame.push('a', turn);
      world.now += 1000 / 60;
      if (world.at > world.now) continue;
      const { moment } = world;
      world.moment = null;
      moment?.();
    }
    expect(world.handed).toBeGreaterThan(250);
    expect(world.asked).toBeLessThanOrEqual(world.handed + 1);
  });

  test('many answers are handed over less often', () => {
    const { frame, batches, pass } = createWorld();
    for (let turn = 0; turn < 300; turn += 1) {
      for (let answer = 0; answer < 9; answer += 1) frame.push(`${answer}`, turn);
      pass(1);
    }
    expect(batches.length / 5).toBeLessThan(16);
  });

  test('a flush hands over at once and calls the moment off', () => {
    const { world, frame, batches } = createWorld();
    frame.push('a', 1);
    frame.flush();
    expect(batches).toEqual([{ a: [1] }]);
    expect(world.moment).toBeNull();
    frame.flush();
    expect(batches).toHaveLength(1);
  });

  test('no moment is asked for while nothing waits', () => {
    const { world, frame, pass } = createWorld();
    frame.push('a', 1);
    pass(200);
    const { asked } = world;
    pass(200);
    expect(world.asked).toBe(asked);
  });
});

describe('where no moment comes', () => {
  test('parts that keep coming are handed over all the same', () => {
    const { world, frame, batches } = createWorld();
    for (let part = 0; part < 10; part += 1) {
      world.now += 50;
      frame.push('a', part);
    }
    expect(batches.flatMap(({ a }) => a)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

test('a clock that is set back does not hold words up', () => {
  const { world, frame, batches, pass } = createWorld();
  frame.push('a', 1);
  pass(20);
  world.now -= 3_600_000;
  frame.push('a', 2);
  pass(1);
  expect(batches).toEqual([{ a: [1] }, { a: [2] }]);
});
