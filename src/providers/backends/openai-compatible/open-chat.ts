import { chatCompletionStream } from '@huggingface/inference';
import type { GuardedFetch } from '../../wire/guarded-fetch.ts';
import type { chatBody } from './request-body.ts';

/**
 * Messages of a chat answer through the Hugging Face client. The client is fenced in: it gets a whole address (a relative one it would send
 * to Hugging Face's router), a model (it would send the address as one), no key (the fetch adds it), no retry (it would repeat a 503 for
 * ever) and a fetch that goes to one endpoint and has checked every event before the client sees it.
 */
export function openChat(
  endpointUrl: string,
  body: ReturnType<typeof chatBody>,
  fetch: GuardedFetch,
  signal: AbortSignal,
): AsyncIterable<unknown> {
  return chatCompletionStream({ ...body, endpointUrl }, { fetch, signal, retry_on_error: false });
}
