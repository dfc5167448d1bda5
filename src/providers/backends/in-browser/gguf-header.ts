import { ProviderFailure } from '../../failure.ts';

/**
 * Reads the key-value header of a GGUF file. The file is a stranger's: every count and length in it is checked against a limit before it
 * is believed. Only scalars, strings and short arrays are kept; token lists are skipped over.
 */
export interface GgufHeader {
  readonly architecture: string;
  readonly values: ReadonlyMap<string, GgufValue>;
}
export type GgufValue = string | number | bigint | boolean | readonly string[];

/** A header with a vocabulary of 256,000 tokens and its merges measures about 20 MB. */
const largestHeader = 96 * 1024 * 1024;
/** Files in the wild have fewer than 100 keys. */
const mostKeys = 4096;
const longestKey = 1024;
/** License texts and chat templates are long strings; 1 MB holds the longest seen by far. */
const longestString = 1024 * 1024;
/** Arrays up to this length are kept (languages, tags, data sets); longer ones are vocabulary. */
const longestKeptArray = 256;

const type = {
  uint8: 0,
  int8: 1,
  uint16: 2,
  int16: 3,
  uint32: 4,
  int32: 5,
  float32: 6,
  boolean: 7,
  string: 8,
  array: 9,
  uint64: 10,
  int64: 11,
  float64: 12,
};
const scalarSize: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

const damaged = (what: string): ProviderFailure => new ProviderFailure('file-damaged', `This is not a whole GGUF file: ${what}.`);

/** Reads a growing window of the file, so that a small header does not cost a large read. */
class Reader {
  private readonly file: Blob;
  private bytes = new DataView(new ArrayBuffer(0));
  private offset = 0;

  constructor(file: Blob) {
    this.file = file;
  }

  private async need(count: number): Promise<void> {
    const end = this.offset + count;
    if (end <= this.bytes.byteLength) return;
    if (end > this.file.size) throw damaged('it ends inside its header');
    if (end > largestHeader) throw damaged('its header is larger than any real one');
    const window = Math.min(this.file.size, largestHeader, Math.max(end, this.bytes.byteLength * 2, 64 * 1024));
    this.bytes = new DataView(await this.file.slice(0, window).arrayBuffer());
  }

  async skip(count: number): Promise<void> {
    await this.need(count);
    this.offset += count;
  }

  async uint32(): Promise<number> {
    await this.need(4);
    this.offset += 4;
    return this.bytes.getUint32(this.offset - 4, true);
  }

  /** A count or length: a 64-bit number in the file, refused above `limit`. */
  async count(limit: number, what: string): Promise<number> {
    await this.need(8);
    this.offset += 8;
    const value = this.bytes.getBigUint64(this.offset - 8, true);
    if (value > BigInt(limit)) throw damaged(`${what} is ${value}`);
    return Number(value);
  }

  async string(limit: number, what: string): Promise<string> {
    const length = await this.count(limit, what);
    await this.need(length);
    const start = this.offset;
    this.offset += length;
    return new TextDecoder().decode(new Uint8Array(this.bytes.buffer, start, length));
  }

  async scalar(kind: number): Promise<GgufValue> {
    const size = scalarSize[kind];
    if (size === undefined) throw damaged(`it has a value of unknown type ${kind}`);
    await this.skip(size);
    const at = this.offset - size;
    if (kind === type.uint8) return this.bytes.getUint8(at);
    if (kind === type.int8) return this.bytes.getInt8(at);
    if (kind === type.uint16) return this.bytes.getUint16(at, true);
    if (kind === type.int16) return this.bytes.getInt16(at, true);
    if (kind === type.uint32) return this.bytes.getUint32(at, true);
    if (kind === type.int32) return this.bytes.getInt32(at, true);
    if (kind === type.float32) return this.bytes.getFloat32(at, true);
    if (kind === type.boolean) return this.bytes.getUint8(at) !== 0;
    if (kind === type.uint64) return this.bytes.getBigUint64(at, true);
    if (kind === type.int64) return this.bytes.getBigInt64(at, true);
    return this.bytes.getFloat64(at, true);
  }

  /** A short array of strings is kept; everything else is skipped and gives `null`. */
  async array(): Promise<readonly string[] | null> {
    const kind = await this.uint32();
    // Each item has at least one byte, so a longer list could not be whole.
    const length = await this.count(Math.min(largestHeader, this.file.size), 'the length of a list');
    if (kind === type.string) {
      const kept: string[] = [];
      for (let index = 0; index < length; index++) {
        // A vocabulary has hundreds of thousands of texts: passed over without decoding.
        if (length > longestKeptArray) await this.skip(await this.count(longestString, 'the length of a text'));
        else kept.push(await this.string(longestString, 'the length of a text'));
      }
      return length > longestKeptArray ? null : kept;
    }
    const size = scalarSize[kind];
    if (size === undefined) throw damaged(`it has a list of unknown type ${kind}`);
    await this.skip(size * length);
    return null;
  }
}

/** Tokens of the context that the model was trained with; `null` if the header does not say a usable number. */
export function trainedContext({ architecture, values }: GgufHeader): number | null {
  const tokens = Number(values.get(`${architecture}.context_length`) ?? 0);
  return Number.isSafeInteger(tokens) && tokens > 0 ? tokens : null;
}

/** The header's keys. Throws a `ProviderFailure` with code `file-damaged` for anything that is no whole GGUF file. */
export async function readGgufHeader(file: Blob): Promise<GgufHeader> {
  const magic = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (String.fromCharCode(...magic) !== 'GGUF') throw damaged('it does not begin with "GGUF"');
  const reader = new Reader(file);
  await reader.skip(4);
  const version = await reader.uint32();
  if (version !== 2 && version !== 3) throw damaged(`its version is ${version}; versions 2 and 3 are known`);
  await reader.count(1_000_000, 'the number of tensors');
  const keys = await reader.count(mostKeys, 'the number of keys');
  const values = new Map<string, GgufValue>();
  for (let index = 0; index < keys; index++) {
    const key = await reader.string(longestKey, 'the length of a key');
    const kind = await reader.uint32();
    const value =
      kind === type.string
        ? await reader.string(longestString, 'the length of a text')
        : kind === type.array
          ? await reader.array()
          : await reader.scalar(kind);
    if (value !== null) values.set(key, value);
  }
  const architecture = values.get('general.architecture');
  if (typeof architecture !== 'string') throw damaged('it does not say its architecture');
  // Written by llama.cpp's gguf-split into each of its files.
  const parts = Number(values.get('split.count') ?? 1);
  if (parts > 1) throw damaged(`it is one of ${parts} parts`);
  return { architecture, values };
}
