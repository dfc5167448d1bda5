export type FileKind = 'pdf' | 'picture' | 'other';

const startsWith = (bytes: Uint8Array, signature: string, at = 0): boolean =>
  Array.from(signature).every((character, place) => bytes[at + place] === character.charCodeAt(0));

/** Bytes from the start that are enough to tell. */
export const kindBytes = 1024;

/** What a file is by its first bytes. A name may say anything. */
export function kindOf(bytes: Uint8Array): FileKind {
  // Some writers put a line before it.
  for (let at = 0; at < Math.min(bytes.length, kindBytes) - 4; at += 1) if (startsWith(bytes, '%PDF-', at)) return 'pdf';
  const isPicture =
    startsWith(bytes, '\u0089PNG') ||
    startsWith(bytes, '\u00ff\u00d8\u00ff') ||
    startsWith(bytes, 'GIF8') ||
    startsWith(bytes, 'BM') ||
    (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) ||
    (startsWith(bytes, 'ftyp', 4) && ['avif', 'avis', 'heic', 'heix', 'mif1'].some((brand) => startsWith(bytes, brand, 8)));
  return isPicture ? 'picture' : 'other';
}
