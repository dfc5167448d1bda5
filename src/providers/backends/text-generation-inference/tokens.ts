import * as v from 'valibot';

const tokens = v.array(v.unknown());
/** An answer of `/chat_tokenize`. */
const rendered = v.object({ templated_text: v.string(), tokenize_response: tokens });

/** Tokens counted by `/tokenize` or `/chat_tokenize`. */
export function tokensIn(content: unknown): number | null {
  const plain = v.safeParse(tokens, content);
  if (plain.success) return plain.output.length;
  const chat = v.safeParse(rendered, content);
  return chat.success ? chat.output.tokenize_response.length : null;
}

/** The prompt as the server's template writes it. */
export function templatedText(content: unknown): string | null {
  const chat = v.safeParse(rendered, content);
  return chat.success ? chat.output.templated_text : null;
}
