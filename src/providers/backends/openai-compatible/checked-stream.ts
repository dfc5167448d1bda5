import { ProviderFailure } from '../../failure.ts';
import { readEventStream, type StreamLimits } from '../../wire/read-stream.ts';
import { statedError, statedFailure } from '../../wire/stated-error.ts';

/** Bytes of an answer that is no stream: read only to find out what went wrong. */
const longestOther = 64 * 1024;

/** The events of a response that must be an event stream. Throws a `ProviderFailure`, also for a stated error with a good status. */
export async function* eventsOf(response: Response, limits: StreamLimits): AsyncGenerator<unknown, void, undefined> {
  const kind = response.headers.get('Content-Type') ?? 'nothing';
  const { body } = response;
  if (body === null) throw new ProviderFailure('malformed', 'The server answered without a body.');
  if (kind.toLowerCase().startsWith('text/event-stream')) return yield* readEventStream(body, limits);
  const text = await beginningOf(body);
  let stated = null;
  try {
    stated = statedError(JSON.parse(text));
  } catch {
    // Not JSON: its type is all there is to say.
  }
  if (stated !== null) throw statedFailure(null, stated);
  throw new ProviderFailure('malformed', `The server answered with ${kind} where an event stream was asked for.`);
}

async function beginningOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  for await (const piece of body) {
    read += piece.byteLength;
    text += decoder.decode(piece, { stream: true });
    if (read >= longestOther) break;
  }
  return text;
}

/** The same response with its events checked and written anew, one by one, for a client that reads events itself but checks nothing. */
export function checkedResponse(response: Response, limits: StreamLimits): Response {
  const events = eventsOf(response, limits);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await events.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await events.return();
    },
  });
  return new Response(body, { status: 200, headers: { 'Content-Type': 'text/event-stream' } });
}
