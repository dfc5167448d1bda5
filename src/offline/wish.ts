/**
 * What a page asks of a worker. `same-build`: whether the page is of the worker's build, answered through the port. `take-over`: to become
 * the one that answers. `tidy`: to drop what other builds left, if no other page is open that could need it.
 */
export interface Wish {
  readonly wish: 'same-build' | 'take-over' | 'tidy';
  /** Address of the script that the page began with. */
  readonly entry: string;
}

export function readWish(data: unknown): Wish | null {
  if (typeof data !== 'object' || data === null) return null;
  const { wish, entry } = data as Record<keyof Wish, unknown>;
  if (typeof entry !== 'string') return null;
  return wish === 'same-build' || wish === 'take-over' || wish === 'tidy' ? { wish, entry } : null;
}
