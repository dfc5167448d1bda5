import { chatCompletionStream } from '@huggingface/inference';
import { ProviderFailure } from '../../failure.ts';
import type { GuardedFetch } from '../../wire/guarded-fetch.ts';
import type { chatBody } from './request-body.ts';

/**
 * The response to a chat request through the Hugging Face client. The client is fenced in: it gets a whole address (a relative one it would
 * send to Hugging Face's router), a model (it would send the address as one), no key (the fetch adds it), no retry (it would repeat a 503
 * for ever) and a fetch that goes to one endpoint. It asks only: it would pass on errors as words and a cut as an end, and read each word
 * at many times the cost, so the answer is read here and the client is given an empty one. `billTo`: the organization that pays.
 */
export async function openChat(
  endpointUrl: string,
  body: ReturnType<typeof chatBody>,
  fetch: GuardedFetch,
  signal: AbortSignal,
  billTo?: string,
): Promise<Response> {
  let answer: Response | null = null;
  const ask: GuardedFetch = async (input, init) => {
    answer = await fetch(input, init);
    return new Response('data: [DONE]\n\n', { headers: { 'Content-Type': 'text/event-stream' } });
  };
  await chatCompletionStream(
    { ...body, endpointUrl },
    { fetch: ask, signal, retry_on_error: false, ...(billTo === undefined ? {} : { billTo }) },
  ).next();
  if (answer === null) throw new ProviderFailure('app-failed', 'The Hugging Face client asked nothing.');
  return answer;
}
