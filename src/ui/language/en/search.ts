import type { Prefix } from '#chat/search/query.ts';

const hints: Readonly<Record<Prefix, string>> = {
  model: 'answers of a model, by its name or id',
  license: 'by the license of what answered, or what it allows',
  foundation: 'by what the model stands on',
  tag: 'conversations with a tag',
  folder: 'conversations in a folder',
};
const uses: Readonly<Record<string, string>> = {
  commercial: 'commercial use is allowed, perhaps on conditions',
  noncommercial: 'noncommercial use is allowed, perhaps on conditions',
  redistribution: 'passing on is allowed, perhaps on conditions',
  training: 'training on answers is allowed, perhaps on conditions',
  unknown: 'the model is not in the catalog',
};

/** The search over all conversations. Fetched with it. */
export const search = {
  title: 'Search',
  label: 'Search conversations',
  placeholder: 'Words, "exact words", model:, license:, tag: …',
  help: 'Titles, messages and attached files are searched. A minus before a word leaves out what has it.',
  results: 'Results',
  suggestions: 'Suggestions',
  hintOf: (prefix: Prefix, value: string | null): string =>
    value === null ? hints[prefix] : prefix === 'license' ? (uses[value] ?? '') : '',
  searching: (count: number) => (count === 0 ? 'Searching…' : `Searching… ${count} so far`),
  found: (count: number) =>
    count === 0 ? 'Nothing was found.' : count === 1 ? 'Found in 1 conversation.' : `Found in ${count} conversations.`,
  failed: 'Not everything could be searched.',
  answer: 'Answer',
  /** Before the name of a file. */
  inFile: 'In the file',
  kinds: { comparison: 'Comparison', run: 'Run' },
  more: (count: number) => `Show ${count} more conversations`,
  moreInIt: (count: number) => (count === 1 ? '1 more message in it' : `${count} more messages in it`),
};
