import { ProviderFailure } from '../../failure.ts';
import { readEventStream, type StreamLimits } from '../../wire/read-stream.ts';
import { readText } from '../../wire/read-text.ts';
import { statedError, statedFailure } from '../../wire/stated-error.ts';

/** Bytes of an answer that is no stream: read only to find out what went wrong. */
const longestOther = 64 * 1024;

/** The events of a response that must be an event stream. Throws a `ProviderFailure`, also for a stated error with a good status. */
export async function* eventsOf(response: Response, limits: StreamLimits): AsyncGenerator<unknown, void, undefined> {
  const kind = response.headers.get('Content-Type') ?? 'nothing';
  const { body } = response;
  if (body === null) throw new ProviderFailure('malformed', 'The server answered without a body.');
  if (kind.toLowerCase().startsWith('text/event-stream')) return yield* readEventStream(body, limits);
  const { text } = await readText(body, longestOther);
  let stated = null;
  try {
    stated = statedError(JSON.parse(text));
  } catch {
    // Not JSON: its type is all there is to say.
  }
  if (stated !== null) throw statedFailure(null, stated);
  throw new ProviderFailure('malformed', `The server answered with ${kind} where an event stream was asked for.`);
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
