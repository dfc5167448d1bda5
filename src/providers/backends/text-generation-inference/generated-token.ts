import * as v from 'valibot';
import { ProviderFailure } from '../../failure.ts';
import type { AnswerMessage } from '../../wire/answer-message.ts';
import { lenient, measure } from '../../wire/lenient.ts';

const count = lenient(measure);

/** An event of `/generate_stream`. `generated_text`, the whole answer once more, is not read: the words are here already. */
const generated = v.object({
  token: v.object({ text: v.string(), special: v.optional(v.boolean(), false) }),
  // Only with the last token.
  details: lenient(v.object({ finish_reason: v.string(), generated_tokens: count, input_length: count })),
});

/** Checks a parsed event; special tokens (the end of the text, markers of turns) are no text. Throws a `ProviderFailure` with code `malformed`. */
export function readGeneratedToken(value: unknown): AnswerMessage {
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
    model: null,
    provider: null,
    text: token.special ? '' : token.text,
    reasoning: '',
    finishReason: details?.finish_reason ?? null,
    usage:
      details === null
        ? null
        : {
            ...(details.input_length ? { promptTokens: details.input_length } : {}),
            ...(details.generated_tokens ? { outputTokens: details.generated_tokens } : {}),
          },
    promptProgress: null,
  };
}
