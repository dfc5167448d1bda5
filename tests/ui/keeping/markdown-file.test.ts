import { expect, test } from 'vitest';
import { modelFacts, noticeOf } from '#storage/formats/model-facts.ts';
import { markdownFile } from '#ui/parts/keeping/markdown-file.ts';
import { oneChat, options, servedCard } from './one-chat.ts';

const text = markdownFile([oneChat()], options);
const facts = options.catalog === null ? null : modelFacts(options.catalog, servedCard);

test('what was said stands in it as it was written, with what was attached', () => {
  for (const { text: words } of oneChat().messages) expect(text).toContain(words);
  expect(text).toContain('````text\n```\n<b>notes</b>\n````');
  expect(text).toContain('![dot.png](data:image/png;base64,iVBOR');
  expect(text).toContain('**Attached: lost.pdf** (only its name is here)');
  expect(text).toContain('> I think **hard**.');
  expect(text).toContain('Be exact.');
});

test('each answer has its model, every ancestor by name, its licenses, its verdicts and the words that must be shown', () => {
  const lines = text.split('\n').filter((line) => line.startsWith('> '));
  const line = (label: string): string => lines.find((one) => one.startsWith(`> ${label}`)) ?? '';
  expect(line('Answered by')).toContain('DeepSeek');
  expect(facts?.ancestors.length).toBeGreaterThan(0);
  for (const { name } of facts?.ancestors ?? []) expect(line('Stands on')).toContain(name.replaceAll('_', '\\_'));
  expect(line('License, declared')).toContain(facts?.declaredLicense);
  expect(line('What you may do')).toMatch(/Commercial use: .*; Noncommercial use: .*; Redistribution: .*; Train on its answers: /);
  expect(line('To be shown')).toContain('Built with Llama');
  expect(text).toContain((options.catalog === null ? '' : noticeOf(options.catalog, [servedCard]))?.trimEnd());
});

test('of a model without a card nothing is assumed, and its name is text', () => {
  expect(text).toContain('> Answered by: my/\\[secret\\](x)');
  expect(text).toContain('> License: This model is not in the catalog');
  expect(text).toContain('*This answer is not whole.*');
});

test('both versions are there with their places, or only the branch that is shown', () => {
  expect(text).toMatch(/## 2\. Answer \(version 1 of 2\)[\s\S]*## 3\. Answer \(version 2 of 2, follows 1\)/);
  const branch = markdownFile([oneChat()], { ...options, extent: 'branch', withReasoning: false });
  expect(branch).not.toContain('I do not');
  expect(branch).not.toContain('I think');
  expect(branch).toContain('E = mc^2');
});

test('it says where it is from, and goes without a catalog too', () => {
  expect(text).toMatch(/Exported from Stemma on .*2027/);
  expect(markdownFile([oneChat()], { ...options, catalog: null })).toContain('E = mc^2');
});
