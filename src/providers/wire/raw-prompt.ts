import { type RenderedPrompt, renderPrompt } from '#catalog/prompt-format.ts';
import type { GenerationRequest } from '../provider.ts';

/**
 * The prompt as it is sent raw; `null` when the server writes it. The server's tokenizer puts the beginning-of-text token before it, so the
 * text never begins with one.
 */
export function rawPrompt({ promptFormat: format, system, turns, begun }: GenerationRequest): RenderedPrompt | null {
  if (format === null) return null;
  const prompt = renderPrompt(format, { system, turns, ...(begun === undefined ? {} : { begun }) });
  const doubled = prompt.bos !== null && prompt.bos !== '' && prompt.text.startsWith(prompt.bos);
  const text = doubled ? prompt.text.slice(prompt.bos.length) : prompt.text;
  const stop = format.eos === null || prompt.stop.includes(format.eos) ? prompt.stop : [...prompt.stop, format.eos];
  return { ...prompt, text, stop };
}
