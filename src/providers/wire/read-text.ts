/**
 * The text of a body, decoded as UTF-8, up to a number of bytes; the rest is not awaited and the connection is closed. Read with a reader:
 * Safari cannot iterate over a body.
 */
export async function readText(body: ReadableStream<Uint8Array> | null, mostBytes: number): Promise<{ text: string; isWhole: boolean }> {
  if (body === null) return { text: '', isWhole: true };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode(), isWhole: true };
      const room = value.subarray(0, mostBytes - read);
      text += decoder.decode(room, { stream: true });
      read += room.byteLength;
      if (room.byteLength < value.byteLength) return { text, isWhole: false };
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
