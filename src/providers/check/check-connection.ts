import { judge, type Finding } from './judge.ts';
import { type CheckOptions, observe } from './observe.ts';

/** Checks a server and says what was found. One short test question is sent. Rejects only when `signal` is aborted. */
export async function checkConnection(options: CheckOptions, signal: AbortSignal): Promise<readonly Finding[]> {
  return judge(await observe(options, signal));
}
