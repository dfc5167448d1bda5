import type { AnswerMessage } from './answer-message.ts';
import { ProviderFailure } from '../failure.ts';
import type { MessageForm } from './repeated-messages.ts';
import type { ServerEvent } from './server-events.ts';
import { statedError, statedFailure } from './stated-error.ts';

/** The message that an event carries; `null` if it carries something else. Throws a `ProviderFailure`: what it states, or `malformed`. */
export function messageOf({ name, data }: ServerEvent, read: MessageForm['read']): AnswerMessage | null {
  let content: unknown;
  try {
    content = JSON.parse(data);
  } catch {
    if (name === 'error') throw statedFailure(null, { words: data, kind: '', status: null, needed: null, limit: null, retryAfterMs: null });
    if (name !== 'message') return null;
    // Cut where keys have been taken out, not here: half of a key would not be found.
    throw new ProviderFailure('malformed', `The server sent an event that is not JSON: ${data}`);
  }
  const error = statedError(content);
  if (error !== null) throw statedFailure(null, error);
  if (name === 'error') {
    const words = typeof content === 'object' && content !== null && 'message' in content ? String(content.message) : data;
    throw statedFailure(null, { words, kind: '', status: null, needed: null, limit: null, retryAfterMs: null });
  }
  // Events of a name that this dialect does not know carry something else.
  if (name !== 'message' && !(typeof content === 'object' && content !== null && 'choices' in content)) return null;
  return read(content);
}
