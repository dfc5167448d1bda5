import { ProviderFailure } from '../failure.ts';
import { type MessageReader, readEventStream, readJsonLines, type StreamLimits } from './read-stream.ts';
import type { MessageForm } from './repeated-messages.ts';
import { readText } from './read-text.ts';
import { statedError, statedFailure } from './stated-error.ts';

/** Bytes of an answer that is no stream: read only to find out what went wrong. */
const longestOther = 64 * 1024;

/** The messages of a response that must be an event stream. Throws a `ProviderFailure`, also for a stated error with a good status. */
export async function eventsOf(response: Response, limits: StreamLimits, form: MessageForm): Promise<MessageReader> {
  return readEventStream(await streamOf(response, 'text/event-stream', 'an event stream'), limits, form);
}

/** The messages of a response that must be newline-delimited JSON. Throws a `ProviderFailure`, also for a stated error with a good status. */
export async function jsonLinesOf(response: Response, limits: StreamLimits, form: MessageForm): Promise<MessageReader> {
  return readJsonLines(await streamOf(response, 'application/x-ndjson', 'lines of JSON'), limits, form);
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
