/** Elements of a chunk: enough that a long answer has few of them, few enough that the open one is cheap to render again. */
export const chunkSize = 32;

/**
 * A list that only grows. Full chunks keep their identity for ever, so whoever renders by chunk renders a full one once; only the last
 * chunk is copied when something is added.
 */
export interface ChunkedList<T> {
  readonly chunks: readonly (readonly T[])[];
  readonly length: number;
}

export function emptyList<T>(): ChunkedList<T> {
  return { chunks: [], length: 0 };
}

export function append<T>(list: ChunkedList<T>, added: readonly T[]): ChunkedList<T> {
  if (added.length === 0) return list;
  const chunks = list.chunks.slice();
  let from = 0;
  const last = chunks.at(-1);
  if (last !== undefined && last.length < chunkSize) {
    from = chunkSize - last.length;
    chunks[chunks.length - 1] = [...last, ...added.slice(0, from)];
  }
  for (; from < added.length; from += chunkSize) chunks.push(added.slice(from, from + chunkSize));
  return { chunks, length: list.length + added.length };
}

export function elements<T>(list: ChunkedList<T>): T[] {
  return list.chunks.flat();
}
