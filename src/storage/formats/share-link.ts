import { sha256 } from '@noble/hashes/sha2.js';
import { parseWire, type SharedChat } from './shared-chat.ts';

/**
 * The data of `#/shared/<data>`: base64url of one byte of version, four bytes of checksum (the first of the SHA-256 of what follows), and the
 * chat as JSON, deflated. A link that was cut on its way is noticed before anything is unpacked.
 */
const linkVersion = 1;
const headLength = 5;
/** Characters of a link that is opened. Browsers take about two million. */
const longestLink = 1_000_000;
/** Bytes that a link may unpack to: a small link can claim to be any size. */
const longestUnpacked = 8 * 1024 * 1024;

export type LinkProblem = 'version' | 'damaged' | 'too-large' | 'not-supported';

export type OpenedLink = { readonly ok: true; readonly chat: SharedChat } | { readonly ok: false; readonly problem: LinkProblem };

/** The data of a link that holds these words, which `sharedWords` gives. Rejects where the browser can't compress. */
export async function encodeLink(words: string): Promise<string> {
  const packed = new Uint8Array(
    await new Response(new Blob([words]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer(),
  );
  const bytes = new Uint8Array(headLength + packed.length);
  bytes[0] = linkVersion;
  bytes.set(sha256(packed).subarray(0, headLength - 1), 1);
  bytes.set(packed, headLength);
  return base64Url(bytes);
}

/** Reads what a link holds. Whatever it is, it never throws and never takes more than its limits. */
export async function decodeLink(data: string): Promise<OpenedLink> {
  if (data.length > longestLink) return { ok: false, problem: 'too-large' };
  const bytes = bytesOf(data);
  if (bytes === null || bytes.length <= headLength) return { ok: false, problem: 'damaged' };
  if ((bytes[0] ?? 0) > linkVersion) return { ok: false, problem: 'version' };
  const packed = bytes.subarray(headLength);
  const sum = sha256(packed);
  if (bytes[0] !== linkVersion || !bytes.subarray(1, headLength).every((byte, place) => byte === sum[place])) {
    return { ok: false, problem: 'damaged' };
  }
  if (typeof DecompressionStream === 'undefined') return { ok: false, problem: 'not-supported' };
  const text = await unpacked(packed);
  if (text === 'too-large') return { ok: false, problem: 'too-large' };
  const chat = text === null ? null : parseWire(text.json);
  return chat === null ? { ok: false, problem: 'damaged' } : { ok: true, chat };
}

async function unpacked(packed: Uint8Array<ArrayBuffer>): Promise<{ readonly json: string } | 'too-large' | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let json = '';
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { json: json + decoder.decode() };
      length += value.length;
      if (length > longestUnpacked) return 'too-large';
      json += decoder.decode(value, { stream: true });
    }
  } catch {
    return null;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function base64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function bytesOf(data: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(data)) return null;
  try {
    return Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}
