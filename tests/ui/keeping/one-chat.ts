import { builtInCatalog } from '#catalog/built-in.ts';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import type { WholeChat } from '#storage/formats/archive.ts';
import { keeping } from '#ui/language/en/keeping.ts';
import { markdown } from '#ui/language/en/markdown.ts';
import { provenance } from '#ui/language/en/provenance.ts';
import type { DocumentOptions } from '#ui/parts/keeping/markdown-file.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Everything in a text that could run, fetch, leave its place, or end an element too early. */
const hostile = [
  '<script>window.ran = true</script><img src=x onerror="window.ran = true"><style>body{display:none}</style>',
  '![spy](https://spy.example/pixel.png) [go](javascript:window.ran=true) [out](https://example.org/page)',
  '</article></main></body><iframe src="https://spy.example"></iframe><link rel=stylesheet href=https://spy.example/x.css>',
  '<svg onload="window.ran=true"></svg> <math><mtext></mtext><style><img src=x onerror=window.ran=true></style></math>',
].join('\n\n');

const answerText = [
  'The formula $E = mc^2$ and code:',
  '```python\ndef f(x):\n    return x  # twice\n```',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  hostile,
].join('\n\n');

/** A model that stands on Llama 3.1, whose license wants words to be shown. */
export const servedCard = 'deepseek-r1-distill-llama-8b';

/** A chat with two answers to one question, a formula, code, files, reasoning, and everything hostile. */
export function oneChat(title: string | null = 'Energy </title><script>window.ran = true</script>'): WholeChat {
  const place = { conversationId: 'c', createdAt: 1_700_000_000_000 };
  const question = {
    ...newQuestion({ id: 'q', ...place, parentId: null }, `What is energy?\n${hostile}`),
    attachments: [
      { kind: 'text', name: 'notes.txt', mediaType: 'text/plain', bytes: 9, text: '```\n<b>notes</b>' },
      { kind: 'image', name: 'dot.png', mediaType: 'image/png', bytes: 70, data: png },
      { kind: 'text', name: 'lost.pdf', mediaType: 'application/pdf', bytes: 0, text: '' },
    ] as const,
  };
  const answer = (id: string, modelId: string, catalogId: string | null, text: string) => {
    const asked = { backendId: 'lab', backendKind: 'ollama', backendLabel: 'Lab <b>', modelId, catalogId } as const;
    const empty = newAnswer({ id, ...place, createdAt: place.createdAt + 1000 + id.length, parentId: 'q' }, asked, {});
    return {
      ...empty,
      status: 'done',
      text,
      reasoning: 'I think **hard**.',
      provenance: { ...empty.provenance, served: { model: modelId, catalogId } },
    } as const;
  };
  const first = answer('a', 'deepseek-r1:8b', servedCard, answerText);
  const second = { ...answer('bb', 'my/[secret](x)', null, 'I do not'), status: 'interrupted' } as const;
  const conversation = newConversation('c', place.createdAt, null, 'Be exact. <script>window.ran = true</script>');
  return {
    conversation: { ...conversation, title: { value: title, updatedAt: 1 }, head: { value: 'a', updatedAt: 1 } },
    messages: [question, first, second],
  };
}

export const options: DocumentOptions = {
  catalog: builtInCatalog,
  extent: 'tree',
  withReasoning: true,
  words: { keeping, provenance, markdown, locale: 'en' },
  title: 'Stemma',
  untitled: 'Untitled',
  now: new Date(1_800_000_000_000),
};
