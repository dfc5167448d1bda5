import { expect, test, vi } from 'vitest';
import { scheduleOnFrame } from '#chat/frame.ts';

test('calls back once, after it returned, and not when called off', async () => {
  const calls: string[] = [];
  scheduleOnFrame(() => calls.push('kept'));
  scheduleOnFrame(() => calls.push('called off'))();
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
      scheduleOnFrame(() => resolve('called'));
    });
    expect(await called).toBe('called');
  } finally {
    vi.unstubAllGlobals();
  }
});
