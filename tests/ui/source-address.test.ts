import { expect, test } from 'vitest';
import { singleSources, sourceAddress } from '#ui/parts/sources/source-address.ts';

test('each source of a fact has its own address', () => {
  const both = 'gh:LAION-AI/Open-Assistant:docs/docs/faq.md (section 2; license); hf:datasets/OpenAssistant/oasst1 (card)';
  expect(singleSources(both).map(sourceAddress)).toEqual([
    'https://github.com/LAION-AI/Open-Assistant',
    'https://huggingface.co/datasets/OpenAssistant/oasst1',
  ]);
});

test('a note after a source belongs to it', () => {
  const noted = 'hf:google/gemma-3-4b-it (card: log in, processed at once; the 1B card was not read)';
  expect(singleSources(noted)).toEqual([noted]);
});

test('where the address is not certain there is none', () => {
  expect(sourceAddress('paper:Language Models are Few-Shot Learners (arXiv:2005.14165)')).toBe('https://arxiv.org/abs/2005.14165');
  for (const source of ['web:Some page', 'own marker of this catalog', 'not read for this catalog'])
    expect(sourceAddress(source)).toBeNull();
});
