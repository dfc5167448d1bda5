import { expect } from 'vitest';

/** Asks until it is as expected: a busy machine takes its time. */
export const soon = <Value>(read: () => Value | Promise<Value>) => expect.poll(read, { timeout: 20_000 });
