/** A text and the encoding that it was read in, as the standard names it. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
}

/** Bytes that tell as much as the whole file. */
const sample = 64 * 1024;

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Share of the characters beyond ASCII for which the expression is true; 0 if there are none. */
function share(text: string, expression: RegExp): number {
  const beyond = Array.from(text).filter((character) => character > '\u007f');
  return beyond.length === 0 ? 0 : beyond.filter((character) => expression.test(character)).length / beyond.length;
}

const kana = /[\u3040-\u30ff]/u;
const han = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]/u;

/** Every other byte is zero in most of a UTF-16 text that says nothing of itself. */
function zerosAt(bytes: Uint8Array, odd: 0 | 1): number {
  const looked = bytes.subarray(0, sample);
  return looked.filter((byte, place) => byte === 0 && place % 2 === odd).length / Math.max(1, looked.length / 2);
}

/** Chinese characters in use are two high bytes; a Western letter with an accent is one, with a plain letter behind it. */
function pairsUp(bytes: Uint8Array): boolean {
  let pairs = 0;
  let single = 0;
  for (let at = 0; at < Math.min(bytes.length, sample) - 1; at += 1) {
    if ((bytes[at] ?? 0) < 0x81) continue;
    if ((bytes[at + 1] ?? 0) >= 0xa1) pairs += 1;
    else single += 1;
    at += 1;
  }
  return pairs > 4 * single;
}

/**
 * Reads bytes as text by what is in them, whatever the file is called: a byte order mark, UTF-8, UTF-16 without a mark, the Japanese and
 * Chinese encodings that are still found, and last Western Europe's. `null` if it is no text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return named(bytes, 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return named(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return named(bytes, 'utf-16be');
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== null && !utf8.slice(0, sample).includes('\0')) return { text: utf8, encoding: 'utf-8' };
  if (zerosAt(bytes, 1) > 0.6) return named(bytes, 'utf-16le');
  if (zerosAt(bytes, 0) > 0.6) return named(bytes, 'utf-16be');
  if (bytes.subarray(0, sample).includes(0)) return null;
  const japanese = decode(bytes, 'shift_jis');
  if (japanese !== null && share(japanese.slice(0, sample), kana) > 0.1) return { text: japanese, encoding: 'shift_jis' };
  const chinese = decode(bytes, 'gb18030');
  if (chinese !== null && share(chinese.slice(0, sample), han) > 0.8 && pairsUp(bytes)) return { text: chinese, encoding: 'gb18030' };
  // Control characters other than tabs and ends of lines stand in no text.
  if (bytes.subarray(0, sample).some((byte) => byte < 9 || (byte > 13 && byte < 32))) return null;
  const western = decode(bytes, 'windows-1252');
  return western !== null && share(western.slice(0, sample), /[\p{L}\p{P}\p{S}\p{Zs}]/u) > 0.9
    ? { text: western, encoding: 'windows-1252' }
    : null;
}

function named(bytes: Uint8Array, encoding: string): DecodedText | null {
  const text = decode(bytes, encoding);
  return text === null ? null : { text, encoding };
}
