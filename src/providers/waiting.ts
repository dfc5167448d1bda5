/** The result of `work`; rejects with the signal's reason as soon as it is aborted, whatever `work` does then. */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The result of `work` if it comes within `milliseconds`, else `null`. `work` goes on. */
export async function soon<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | null> {
  // Whoever waits longer sees the failure; here it must not count as unhandled.
  work.catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
