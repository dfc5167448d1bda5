import { ProviderFailure } from '../failure.ts';
import { readEventStream, type StreamLimits } from './read-stream.ts';
import { readText } from './read-text.ts';
import { statedError, statedFailure } from './stated-error.ts';

/** Bytes of an answer that is no stream: read only to find out what went wrong. */
const longestOther = 64 * 1024;

export type Messages = AsyncGenerator<readonly unknown[], void, undefined>;

/** The events of a response that must be an event stream. Throws a `ProviderFailure`, also for a stated error with a good status. */
export async function* eventsOf(response: Response, limits: StreamLimits): Messages {
  yield* readEventStream(await streamOf(response, 'text/event-stream', 'an event stream'), limits);
}

async function streamOf({ headers, body }: Response, wanted: string, inWords: string): Promise<ReadableStream<Uint8Array>> {
  const kind = headers.get('Content-Type') ?? 'nothing';
  if (body === null) throw new ProviderFailure('malformed', 'The server answered without a body.');
  if (kind.toLowerCase().startsWith(wanted)) return body;
  const { text } = await readText(body, longestOther);
  let stated = null;
  try {
    stated = statedError(JSON.parse(text));
  } catch {
    // Not JSON: its type is all there is to say.
  }
  if (stated !== null) throw statedFailure(null, stated);
  throw new ProviderFailure('malformed', `The server answered with ${kind} where ${inWords} was asked for.`);
}
