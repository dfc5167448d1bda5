import { createThreadSelector } from '#chat/selectors.ts';
import type { ChatState } from '#chat/state.ts';
import type { Messages } from '../language/messages.ts';
import { showToast } from '../notices.ts';

/** Copies the raw text of the newest answer that has one. */
export async function copyLastAnswer(state: ChatState, conversationId: string, text: Messages['chat']): Promise<void> {
  const shown = createThreadSelector(conversationId)(state).map((id) => state.messages.get(id));
  const answer = shown.findLast((message) => message?.kind === 'answer' && message.text !== '');
  if (answer === undefined) return;
  try {
    await navigator.clipboard.writeText(answer.text);
    showToast({ text: text.copied, action: null });
  } catch {
    showToast({ text: text.copyFailed, action: null });
  }
}
