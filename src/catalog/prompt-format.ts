import type { PromptFormat } from './schema.ts';

export interface PromptTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

export interface RenderedPrompt {
  /** The exact text to send, without the beginning-of-text token: `bos` says which one the model wants, and it is never sent twice. */
  readonly text: string;
  readonly stop: readonly string[];
  readonly bos: string | null;
  /** What was done that the person should know. */
  readonly notes: readonly PromptNote[];
}

export type PromptNote =
  /** Markers of the format stood in a person's text and were broken, so that they cannot start a turn. */
  | 'markers-neutralised'
  /** The model was trained on single turns: earlier turns were put before the question. */
  | 'history-folded'
  /** The format has no place for a system text: it was put before the first question. */
  | 'system-folded';

/** Invisible, and enough to break a marker into ordinary text: the tokenizer no longer finds it, a reader sees no difference. */
const wordJoiner = '\u2060';

/** Text that has a meaning in this format: what ends or begins a turn. Bare line breaks and spaces have none. */
function markers(format: PromptFormat): readonly string[] {
  const wrappings = [format.user.prefix, format.user.suffix, format.assistant.prefix, format.assistant.suffix, format.generationPrompt];
  const template = format.system.template?.split('{system}') ?? [];
  const tokens = [format.bos, format.eos].filter((token) => token !== null);
  const lines = [...format.stop, ...wrappings, ...template, ...tokens].flatMap((text) => text.split('\n')).map((text) => text.trim());
  // A tokenizer finds `<|im_start|>` by itself, whatever role is written after it.
  const alone = lines.flatMap((line) => line.match(/<[^<>\s]+>/g) ?? []);
  return [...new Set([...lines, ...alone].filter((text) => text.length > 1))].toSorted((a, b) => b.length - a.length);
}

/** Breaks every marker of the format inside a text that a person or an earlier answer wrote. */
export function neutralise(format: PromptFormat, text: string): string {
  let result = text;
  for (const marker of markers(format)) {
    const broken = marker.slice(0, 1) + wordJoiner + marker.slice(1);
    // A row of signs longer than the marker holds it anew after one break: "####" with "###".
    while (result.includes(marker)) result = result.replaceAll(marker, () => broken);
  }
  return result;
}

/**
 * Turns become the text that the model was trained on. The last turn is the question. For a format trained on single turns only, earlier
 * turns are written before the question as plain lines, and the notes say so. With `begun` the prompt ends with the beginning of the answer,
 * which the model goes on from.
 */
export function renderPrompt(
  format: PromptFormat,
  input: { system: string | null; turns: readonly PromptTurn[]; begun?: string },
): RenderedPrompt {
  const notes = new Set<PromptNote>();
  const clean = (text: string): string => {
    const result = neutralise(format, text);
    if (result !== text) notes.add('markers-neutralised');
    return result;
  };
  let turns = input.turns.map(({ role, text }) => ({ role, text: clean(text) }));
  const system = input.system === null ? null : clean(input.system);
  if (!format.trainedMultiTurn && turns.length > 1) {
    notes.add('history-folded');
    turns = [{ role: 'user', text: turns.map(({ text }) => text).join('\n\n') }];
  }
  const systemBlock = system === null ? null : (format.system.template?.replace('{system}', () => system) ?? null);
  const before = systemBlock !== null && format.system.placement === 'before-turns' ? systemBlock : system === null ? format.preamble : '';
  const inside = systemBlock !== null && format.system.placement === 'inside-first-user-turn' ? systemBlock : '';
  const lost = system !== null && systemBlock === null;
  if (lost) notes.add('system-folded');
  const first = turns.findIndex(({ role }) => role === 'user');
  const body = turns.map(({ role, text }, index) => {
    const wrapping = role === 'user' ? format.user : format.assistant;
    const lead = index === first ? inside + (lost ? `${system}\n\n` : '') : '';
    return wrapping.prefix + lead + text + wrapping.suffix;
  });
  const asked = (lost ? format.preamble : before) + body.join('');
  const text = input.begun === undefined ? asked + format.generationPrompt : withBeginning(format, asked, clean(input.begun));
  return { text, stop: format.stop, bos: format.bos, notes: [...notes] };
}

/** The prompt with the beginning of an answer behind it, as an earlier answer stands in the text that the model was trained on. */
function withBeginning({ assistant, generationPrompt }: PromptFormat, asked: string, begun: string): string {
  const marker = assistant.prefix.startsWith(generationPrompt) ? assistant.prefix : generationPrompt;
  // A base model's answer goes on from the text itself; the blank between them was not kept with the answer.
  const isOneText =
    marker === '' && /[\p{L}\p{N}\p{P}]$/u.test(asked) && /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(begun);
  return asked + marker + (isOneText ? ' ' : '') + begun;
}
