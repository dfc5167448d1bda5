/** Characters of all unpacked text together: a small packed file can claim to be any size. */
const longestText = 1024 * 1024 * 1024;
/** Text is handed on in pieces of at least so many characters. */
const pieceLength = 1024 * 1024;
const packedMark = 0x8b1f;
const zipMark = 0x04034b50;
const zipEntryMark = 0x02014b50;
const zipEndMark = 0x06054b50;
/** The end of a ZIP file's list: 22 bytes and a comment of at most 65,535. */
const longestZipEnd = 22 + 65_535;
/** In an export of ChatGPT and of chat-ui; large exports of ChatGPT have several, with numbers. */
const conversationFiles = /(?:^|\/)conversations[^/]*\.json$/i;
const anyJson = /\.jsonl?(?:\.gz)?$/i;

export interface UnpackedFile {
  readonly name: string;
  readonly text: AsyncIterable<string>;
}

/** Why a file can't be read at all; its message is for the person. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/**
 * The JSON texts of a file: the file itself, what is inside a `.gz`, or those of a ZIP that hold conversations. By what the file begins
 * with, not by its name. Reading the text throws an `UnreadableFileError` where the packing is broken or the text grows beyond 1 GiB.
 */
export async function unpack(file: Blob, name: string): Promise<readonly UnpackedFile[]> {
  const head = new DataView(await file.slice(0, 4).arrayBuffer());
  if (head.byteLength === 4 && head.getUint32(0, true) === zipMark) return unzip(file);
  const isPacked = head.byteLength >= 2 && head.getUint16(0, true) === packedMark;
  return [{ name: isPacked ? name.replace(/\.gz$/i, '') : name, text: textOf(isPacked ? inflated(file, 'gzip') : file.stream()) }];
}

async function unzip(file: Blob): Promise<readonly UnpackedFile[]> {
  const entries = await zipEntries(file);
  const wanted = entries.filter(({ name }) => conversationFiles.test(name));
  const chosen = wanted.length > 0 ? wanted : entries.filter(({ name }) => anyJson.test(name));
  if (chosen.length === 0) throw new UnreadableFileError('There is no file of conversations in this ZIP file.');
  return Promise.all(
    chosen
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .map(async ({ name, method, offset, bytes }) => {
        if (method !== 0 && method !== 8) throw new UnreadableFileError(`${name} is packed in a way that is not known here.`);
        // The names are repeated before the bytes, with extra fields of their own length.
        const local = new DataView(await file.slice(offset, offset + 30).arrayBuffer());
        if (local.byteLength < 30) throw new UnreadableFileError('The ZIP file is damaged.');
        const start = offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
        const packed = file.slice(start, start + bytes);
        return { name, text: textOf(method === 8 ? inflated(packed, 'deflate-raw') : packed.stream()) };
      }),
  );
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly offset: number;
  /** As packed. */
  readonly bytes: number;
}

/** The list at the end of a ZIP file (PKWARE's APPNOTE 4.3.12 and 4.3.16). One beyond 4 GiB has another list and is not read. */
async function zipEntries(file: Blob): Promise<readonly ZipEntry[]> {
  const tail = new DataView(await file.slice(Math.max(0, file.size - longestZipEnd)).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== zipEndMark) end -= 1;
  if (end < 0) throw new UnreadableFileError('The ZIP file is cut off: its list of files is missing.');
  const start = tail.getUint32(end + 16, true);
  const list = new DataView(await file.slice(start, start + tail.getUint32(end + 12, true)).arrayBuffer());
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= list.byteLength && list.getUint32(at, true) === zipEntryMark; ) {
    const nameLength = list.getUint16(at + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, at + 46, Math.min(nameLength, list.byteLength - at - 46)));
    entries.push({
      name,
      method: list.getUint16(at + 10, true),
      bytes: list.getUint32(at + 20, true),
      offset: list.getUint32(at + 42, true),
    });
    at += 46 + nameLength + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
  }
  return entries;
}

function inflated(packed: Blob, format: CompressionFormat): ReadableStream<Uint8Array<ArrayBuffer>> {
  return packed.stream().pipeThrough(new DecompressionStream(format));
}

async function* textOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let piece = '';
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new UnreadableFileError('The packed file is damaged: what stands behind the damage is lost.');
      });
      const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
      piece += text;
      length += text.length;
      if (length > longestText) throw new UnreadableFileError('The file unpacks to more than 1 GiB. The rest was not read.');
      if (piece.length >= pieceLength || (done && piece !== '')) {
        yield piece;
        piece = '';
      }
      if (done) return;
    }
  } catch (error) {
    // What was read before the damage counts.
    if (piece !== '') yield piece;
    throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
