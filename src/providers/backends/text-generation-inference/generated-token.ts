import * as v from 'valibot';
import { ProviderFailure } from '../../failure.ts';
import type { AnswerMessage } from '../../wire/answer-message.ts';
import { isNone, isRecord, lenient, measure } from '../../wire/lenient.ts';
import type { MessageForm } from '../../wire/repeated-messages.ts';

const count = lenient(measure);

/** An event of `/generate_stream`. `generated_text`, the whole answer once more, is not read: the words are here already. */
const generated = v.object({
  token: v.object({ text: v.string(), special: v.optional(v.boolean(), false) }),
  // Only with the last token.
  details: lenient(v.object({ finish_reason: v.string(), generated_tokens: count, input_length: count })),
});

const tokenOf = (text: string, isSpecial: boolean | undefined): AnswerMessage => ({
  model: null,
  provider: null,
  text: isSpecial === true ? '' : text,
  reasoning: '',
  finishReason: null,
  usage: null,
  promptProgress: null,
});

/** Almost every event is a token alone. `null` for any other, and the schema reads it; what both read, they read the same. */
function readToken(value: unknown): AnswerMessage | null {
  if (!isRecord(value) || !isNone(value.details) || !isRecord(value.token)) return null;
  const { text, special } = value.token;
  return typeof text === 'string' && (special === undefined || typeof special === 'boolean') ? tokenOf(text, special) : null;
}

/** Checks a parsed event; special tokens (the end of the text, markers of turns) are no text. Throws a `ProviderFailure` with code `malformed`. */
export function readGeneratedToken(value: unknown): AnswerMessage {
  return readToken(value) ?? readAnyGeneratedToken(value);
}

export const generatedTokens: MessageForm = { read: readGeneratedToken, unread: ['index', 'id', 'logprob'] };

/** The same by the schema alone. */
export function readAnyGeneratedToken(value: unknown): AnswerMessage {
  const read = v.safeParse(generated, value);
  if (!read.success) {
    const [issue] = read.issues;
    throw new ProviderFailure(
      'malformed',
      `The server sent an event of another form (${v.getDotPath(issue) ?? 'the event'}: ${issue.message}).`,
    );
  }
  const { token, details } = read.output;
  return {
    ...tokenOf(token.text, token.special),
    finishReason: details?.finish_reason ?? null,
    usage:
      details === null
        ? null
        : {
            ...(details.input_length ? { promptTokens: details.input_length } : {}),
            ...(details.generated_tokens ? { outputTokens: details.generated_tokens } : {}),
          },
  };
}
