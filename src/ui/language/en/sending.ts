import type { PromptNote } from '#catalog/prompt-format.ts';
import type { Parameter } from '#providers/known-parameters.ts';

/** What is said about a request before it is sent. Fetched with the dialog that shows it. */
export const sending = {
  title: 'The next request',
  prompt: 'Prompt',
  nothingWritten: 'Write a question first: what will be sent for it is then shown here.',
  working: 'Putting the prompt together…',
  failed: 'The prompt could not be shown.',
  byFormat: (format: string) => `Stemma writes the prompt, in the format “${format}” that this model was trained on.`,
  byBackend: 'The backend writes the prompt with its own template. This is what it says it will be.',
  byUnknown: 'The backend writes the prompt with its own template and does not tell how. These are the messages that it gets.',
  formatUnused: (format: string) =>
    `This backend takes no prompt as text, so the format “${format}” that the model was trained on cannot be applied.`,
  fallbackTemplate: 'The model’s file has no chat template: the backend uses one that the model was not trained on.',
  base: 'This is a base model: it continues a text. It was not trained to answer.',
  notes: {
    'markers-neutralised': 'Marks of this format stood in the text. They were broken up, so that they cannot pose as a turn.',
    'history-folded': 'The model was trained on single questions: earlier turns are put before the question as plain text.',
    'system-folded': 'The format has no place for a system text: it is put before the first question.',
  } satisfies Record<PromptNote, string>,
  role: { system: 'System', user: 'You', assistant: 'Model' },
  pictures: (count: number) => (count === 1 ? 'and a picture' : `and ${count} pictures`),
  stops: 'The answer ends at',
  goesTo: (label: string, host: string) => `It is sent to ${label} (${host}).`,
  staysHere: 'It stays in this browser.',
  exact: (tokens: string) => `${tokens} tokens, counted by the model’s own tokenizer`,
  estimated: (tokens: string) => `about ${tokens} tokens, estimated`,
  window: (tokens: string, reserved: string) => `${tokens} fit; ${reserved} of them are kept for the answer.`,
  windowUnknown: 'How many fit is not known.',
  leftOut: (count: number) =>
    count === 0
      ? 'The whole conversation is sent.'
      : count === 1
        ? 'The oldest message is left out: it does not fit.'
        : `The ${count} oldest messages are left out: they do not fit.`,
  tooLong: 'Even the question alone may be too long for this model.',
  copy: 'Copy',
  copied: 'Copied',
  model: 'Which model it is',
  matchOf: (id: string, name: string) =>
    `“${id}” is taken for ${name}: its lineage, license and prompt format count. If that is wrong, say what it is:`,
  matchNone: (id: string) => `“${id}” is not in the catalog as far as its name tells. If you know what it is, say so:`,
  matchAsFound: 'As its name tells',
  matchNoCard: 'None of these',
  system: 'System text',
  systemHint: 'Stands before every question of this conversation. Empty: none is sent.',
  systemPlaceholder: 'For example: Answer in one sentence.',
  systemNone: 'The guide reads the catalog and no system text.',
  sampling: 'How the answer is drawn',
  samplingAll: 'These values hold for this conversation. Left empty, those of the settings, the model’s own or the backend’s are used.',
  parameters: {
    temperature: {
      name: 'Temperature',
      hint: 'How freely words are drawn. 0 takes the likeliest each time; more is more varied and more often wrong.',
    },
    topP: { name: 'Top-p', hint: 'Draws from the likeliest words that together have this share of the probability. 1: from all.' },
    topK: { name: 'Top-k', hint: 'Draws from this many of the likeliest words. 0: from all.' },
    repetitionPenalty: { name: 'Repetition penalty', hint: 'Makes words that were already used less likely. 1 changes nothing.' },
    maxTokens: { name: 'Longest answer', hint: 'The answer is cut after this many tokens, which are pieces of words.' },
    seed: { name: 'Seed', hint: 'The same seed, prompt and values draw the same words again, where the backend keeps to it.' },
  } satisfies Record<Parameter, { name: string; hint: string }>,
  outOfRange: (low: number, high: number) => `A number from ${low} to ${high}, or empty.`,
  unknownParameter: (label: string) => `${label} does not know this parameter.`,
  guideParameter: 'The guide always takes the likeliest word.',
  usualValue: (value: number) => `${value} (authors)`,
  valueOfAll: (value: number) => `${value} (settings)`,
  authors: 'The values in gray are the original authors’ own, from',
  authorsNone: 'No values of the original authors are known for this model.',
  reset: 'Back to the model’s usual',
};
