import { expect, test, vi } from 'vitest';
import { scheduleOnFrame } from '#chat/frame.ts';

test('calls back once, after it returned, and not when called off', async () => {
  const calls: string[] = [];
  scheduleOnFrame(() => calls.push('kept'), 0);
  scheduleOnFrame(() => calls.push('called off'), 0)();
  scheduleOnFrame(() => calls.push('called off as well'), 20)();
  expect(calls).toEqual([]);
  await new Promise((resolve) => {
    setTimeout(resolve, 600);
  });
  expect(calls).toEqual(['kept']);
});

test('calls back where no animation frame comes, as in a hidden tab', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  try {
    const called = new Promise<string>((resolve) => {
      scheduleOnFrame(() => resolve('called'), 0);
    });
    expect(await called).toBe('called');
  } finally {
    vi.unstubAllGlobals();
  }
});

test('asks for no animation frame before the delay is over', async () => {
  const began = performance.now();
  const asked = vi.spyOn(globalThis, 'requestAnimationFrame');
  try {
    const called = new Promise<number>((resolve) => {
      scheduleOnFrame(() => resolve(performance.now()), 60);
    });
    expect(asked).not.toHaveBeenCalled();
    expect((await called) - began).toBeGreaterThanOrEqual(59);
    expect(asked).toHaveBeenCalledTimes(1);
  } finally {
    asked.mockRestore();
  }
});
