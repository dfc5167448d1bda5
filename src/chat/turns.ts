import type { Turn } from '#providers/provider.ts';
import type { MessageRecord } from './records.ts';

/**
 * The turns that a model is asked to continue. Reasoning is not repeated to it. A message without text (a failed answer) is left out, and
 * neighbours of the same role become one turn, as many prompt formats know strict alternation only.
 */
export function turnsOf(path: readonly MessageRecord[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of path) {
    if (message.text === '') continue;
    const role = message.kind === 'question' ? 'user' : 'assistant';
    const last = turns.at(-1);
    if (last?.role === role) turns[turns.length - 1] = { role, text: `${last.text}\n\n${message.text}` };
    else turns.push({ role, text: message.text });
  }
  return turns;
}
