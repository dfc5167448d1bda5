import { eventsOf } from '../../wire/response-messages.ts';
import type { StreamLimits } from '../../wire/read-stream.ts';

/** The same response with its events checked and written anew, for a client that reads events itself but checks nothing. */
export function checkedResponse(response: Response, limits: StreamLimits): Response {
  const events = eventsOf(response, limits);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await events.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value.map((message) => `data: ${JSON.stringify(message)}\n\n`).join('')));
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
