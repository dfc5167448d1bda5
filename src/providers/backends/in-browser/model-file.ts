import { ProviderFailure } from '../../failure.ts';

/** Chromium's wasm memory holds a file of about 2 GB and no more. */
export const largestFile = 2 * 1024 ** 3;

export interface ModelFile {
  readonly blob: Blob;
  readonly name: string;
  /** `null` on plain http, where browsers have no digest: the file could not be checked. */
  readonly sha256: string | null;
}

/** Hash of a file's bytes in hexadecimal, `null` where the page has no digest function (plain http). */
async function sha256Of(blob: Blob): Promise<string | null> {
  if (globalThis.crypto.subtle === undefined) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Up to this size a file is hashed unasked; above, holding it in memory a second time would cost more than it tells. */
const largestHashed = 512 * 1024 ** 2;

export async function openedFile(file: File): Promise<ModelFile> {
  if (file.size > largestFile) throw new ProviderFailure('file-too-large', `${file.name} has ${file.size} bytes; ${largestFile} fit.`);
  return { blob: file, name: file.name, sha256: file.size <= largestHashed ? await sha256Of(file) : null };
}

/**
 * Fetches a model file of the configuration, tells its progress in bytes, and compares its hash with the configured one. Throws a
 * `ProviderFailure` (`not-found`, `network`, `file-too-large`, `file-damaged`); throws the signal's reason when aborted.
 */
export async function fetchModelFile(
  address: URL,
  expected: { readonly sha256: string | null },
  onProgress: (done: number, total: number | null) => void,
  signal: AbortSignal,
): Promise<ModelFile> {
  const name = address.pathname.split('/').at(-1) ?? address.pathname;
  let response: Response;
  try {
    response = await fetch(address, { signal, redirect: 'error' });
  } catch (error) {
    signal.throwIfAborted();
    throw new ProviderFailure('network', `${name} could not be fetched (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (!response.ok || response.body === null) {
    throw new ProviderFailure(response.status === 404 ? 'not-found' : 'network', `The server answered ${response.status} for ${name}.`, {
      status: response.status,
    });
  }
  const length = Number(response.headers.get('Content-Length'));
  const total = response.headers.has('Content-Encoding') || !(length > 0) ? null : length;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  onProgress(0, total);
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done: ended, value: piece } = await reader.read();
      if (ended) break;
      done += piece.byteLength;
      if (done > largestFile) throw new ProviderFailure('file-too-large', `${name} is larger than the ${largestFile} bytes that fit.`);
      pieces.push(piece);
      onProgress(done, total);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    signal.throwIfAborted();
    if (error instanceof ProviderFailure) throw error;
    throw new ProviderFailure('network', `${name} broke off after ${done} bytes.`);
  }
  if (total !== null && done !== total) throw new ProviderFailure('file-damaged', `${name} has ${done} of ${total} bytes.`);
  const blob = new Blob(pieces);
  const sha256 = expected.sha256 !== null || blob.size <= largestHashed ? await sha256Of(blob) : null;
  if (expected.sha256 !== null && sha256 !== null && sha256 !== expected.sha256) {
    throw new ProviderFailure('file-damaged', `${name} is not the file that was configured: its SHA-256 is ${sha256}.`);
  }
  return { blob, name, sha256 };
}
