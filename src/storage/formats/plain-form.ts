import * as v from 'valibot';
import type { SourceConversation, SourceMessage } from './source.ts';

const plainConversation = v.object({
  title: v.nullish(v.string()),
  messages: v.array(v.object({ role: v.picklist(['user', 'assistant', 'system']), content: v.string() })),
});

/** `{"title","messages":[{"role","content"}]}`: who wrote the answers, and when, it does not say. Null if it is something else. */
export function readPlain(value: unknown): SourceConversation | { readonly problem: string } | null {
  if (typeof value !== 'object' || value === null || !('messages' in value)) return null;
  const parsed = v.safeParse(plainConversation, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return { problem: `${v.getDotPath(issue) ?? 'conversation'}: ${issue.message}` };
  }
  const { title, messages } = parsed.output;
  const said: SourceMessage[] = [];
  for (const { role, content } of messages) {
    if (role === 'system') continue;
    said.push({ id: String(said.length), parentId: said.at(-1)?.id ?? null, role, text: content, createdAt: null });
  }
  const system = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : [])).join('\n\n');
  return {
    id: null,
    title: title ?? null,
    createdAt: null,
    model: null,
    system: system === '' ? null : system,
    head: said.at(-1)?.id ?? null,
    messages: said,
    leftOut: [],
  };
}
