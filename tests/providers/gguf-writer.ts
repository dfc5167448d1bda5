/** Writes the beginnings of GGUF files, whole and hostile. Numbers are little-endian; types by their number in the format. */
export type WrittenValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'uint32'; readonly value: number }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'uint32s'; readonly value: readonly number[] }
  | { readonly type: 'raw'; readonly kind: number; readonly bytes: Uint8Array };

export const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
};
export const uint64 = (value: number | bigint): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
};
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
const text = (value: string): Uint8Array => {
  const bytes = new TextEncoder().encode(value);
  return joined([uint64(bytes.length), bytes]);
};

function written(value: WrittenValue): Uint8Array {
  if (value.type === 'string') return joined([uint32(8), text(value.value)]);
  if (value.type === 'uint32') return joined([uint32(4), uint32(value.value)]);
  if (value.type === 'strings') return joined([uint32(9), uint32(8), uint64(value.value.length), ...value.value.map(text)]);
  if (value.type === 'uint32s') return joined([uint32(9), uint32(4), uint64(value.value.length), ...value.value.map(uint32)]);
  return joined([uint32(value.kind), value.bytes]);
}

const pairs = (keys: Readonly<Record<string, WrittenValue>>): Uint8Array =>
  joined(Object.entries(keys).flatMap(([key, value]) => [text(key), written(value)]));

export const magic = new TextEncoder().encode('GGUF');

/** A header with these keys and no tensors. */
export function headerOf(keys: Readonly<Record<string, WrittenValue>>): Uint8Array<ArrayBuffer> {
  return joined([magic, uint32(3), uint64(0), uint64(Object.keys(keys).length), pairs(keys)]);
}

const alignment = 32;
const countsEnd = 24;

/** A model file with more keys. What is put in fills whole blocks of the alignment, so that the tensors behind it still lie right. */
export function withKeys(file: ArrayBuffer, keys: Readonly<Record<string, WrittenValue>>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file);
  const count = new DataView(file).getBigUint64(16, true);
  const empty = pairs({ ...keys, 'test.filler': { type: 'string', value: '' } }).length;
  const filler = { type: 'string', value: '.'.repeat((alignment - (empty % alignment)) % alignment) } as const;
  const more = { ...keys, 'test.filler': filler };
  return joined([bytes.subarray(0, 16), uint64(count + BigInt(Object.keys(more).length)), pairs(more), bytes.subarray(countsEnd)]);
}
