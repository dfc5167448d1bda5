import { type GgufHeader, trainedContext } from './gguf-header.ts';

/** Largest context that is set up: a browser's memory is shared with everything else that is open. Tokens. */
export const largestContext = 4096;

/** What the engine and its working buffers take beside the file: 35 to 100 MB were measured for small models. Bytes. */
export const engineItself = 64 * 1024 ** 2;
/** For a file whose header does not tell its shape: the context as a share of the file. */
const usualContextShare = 0.25;

export function usableContext(header: GgufHeader): number {
  return Math.min(trainedContext(header) ?? largestContext, largestContext);
}

/**
 * Memory of a loaded model: its file, the keys and values of each token of the context (16 bits each, for each layer), and the engine itself.
 * An estimate.
 */
export function memoryOf(header: GgufHeader, fileBytes: number): number {
  const number = (key: string): number => {
    const value = Number(header.values.get(`${header.architecture}.${key}`) ?? 0);
    return Number.isFinite(value) && value > 0 ? value : 0;
  };
  const heads = number('attention.head_count');
  const sharedHeads = number('attention.head_count_kv') || heads;
  const width = heads > 0 ? (number('embedding_length') * sharedHeads) / heads : number('embedding_length');
  const context = 2 * number('block_count') * usableContext(header) * width * 2;
  return Math.round(fileBytes + (context > 0 ? context : fileBytes * usualContextShare) + engineItself);
}
