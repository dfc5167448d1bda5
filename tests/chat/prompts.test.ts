import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAssistantPresets, openAssistantSource } from '#chat/prompts/open-assistant.ts';
import { livingPresets, livingPrompts, newPreset, newPrompt } from '#chat/prompts/library.ts';
import { presetContent } from '#chat/prompts/presets.ts';
import { planPromptImport, promptFileSchema, writePromptFile } from '#chat/prompts/prompt-file.ts';
import { fillPrompt, variablesOf } from '#chat/prompts/variables.ts';
import { slashWordAt } from '#ui/chat/prompts/slash-word.ts';
import { complaints } from '../published-schemas.ts';
import { createTestStore, finish, settle } from './fake-provider.ts';

describe('places in a prompt', () => {
  test('are read with their usual values and choices, each once', () => {
    expect(variablesOf('{{text}} in {{ language : French | German }}, {{tone=kindly, please}}; {{text}} {{姓名}}')).toEqual([
      { name: 'text', usual: '', choices: [] },
      { name: 'language', usual: 'French', choices: ['French', 'German'] },
      { name: 'tone', usual: 'kindly, please', choices: [] },
      { name: '姓名', usual: '', choices: [] },
    ]);
    expect(variablesOf('{{a}} then {{a=later}}')).toEqual([{ name: 'a', usual: 'later', choices: [] }]);
  });

  test.each(['{{}}', '{{ }}', '{a}', '{{#if x}}', '{{{a', '{{a}', '{% x %}', '{{a.b}}', '{{a=b}c}}'])('%s is text', (text) => {
    expect(variablesOf(text)).toEqual([]);
    expect(fillPrompt(text, { a: 'no' })).toBe(text);
  });

  test('are filled once: what a value brings along is text', () => {
    expect(fillPrompt('{{a}} and {{b}}, {{a=x}}', { a: '{{b}}', b: '$&' })).toBe('{{b}} and $&, {{b}}');
    expect(fillPrompt('{{constructor}}', {})).toBe('');
  });

  test('any text without braces stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = text.replaceAll('{', '');
        expect(fillPrompt(plain, { a: 'x' })).toBe(plain);
      }),
    );
  });
});

test.each([
  ['/', 1, { start: 0, sought: '' }],
  ['see /sum', 8, { start: 4, sought: 'sum' }],
  ['line\n/提示', 8, { start: 5, sought: '提示' }],
  ['and/or', 6, null],
  ['/etc/hosts', 10, null],
  ['https://x', 9, null],
  ['/sum up', 7, null],
  [`/${'x'.repeat(60)}`, 61, null],
] as const)('in %j at %i the word behind a slash is found or not', (text, caret, word) => {
  expect(slashWordAt(text, caret)).toEqual(word);
});

describe('presets', () => {
  test('of Open Assistant have a source and values that the app knows', () => {
    expect(openAssistantSource).toMatch(/^gh:LAION-AI\/Open-Assistant:/);
    expect(openAssistantPresets.map(({ name }) => name)).toEqual([
      'k50',
      'k50-Creative',
      'k50-Precise',
      'k50-Original',
      'k50-Plugins',
      'nucleus9',
    ]);
    expect(openAssistantPresets[0]?.parameters).toEqual({
      topK: 50,
      topP: 0.95,
      temperature: 0.75,
      repetitionPenalty: 1.2,
      maxTokens: 1024,
    });
    expect(new Set(openAssistantPresets.map(({ id }) => id)).size).toBe(openAssistantPresets.length);
  });

  test('the default one is what each new conversation begins with, until it is taken back or gone', async () => {
    const { store, actions, provider } = createTestStore();
    actions.putItem(newPreset('p', 1, 'Terse', { system: 'Be brief.', parameters: { temperature: 0.1 } }));
    actions.setDefaultPreset('p');
    for (const text of ['one', 'two']) {
      actions.send({ conversationId: null, text });
      await settle();
      await provider.send([finish]);
    }
    expect(provider.requests.map(({ system, parameters }) => [system, parameters.temperature])).toEqual([
      ['Be brief.', 0.1],
      ['Be brief.', 0.1],
    ]);
    actions.setSystem(null, 'Only this time.');
    actions.send({ conversationId: null, text: 'three' });
    await settle();
    await provider.send([finish]);
    expect(provider.requests[2]?.system).toBe('Only this time.');
    expect(store.getState().newSystem).toBe('Be brief.');
    actions.removeItem('p');
    expect(presetContent(store.getState().items, 'p')).toBeNull();
    actions.setDefaultPreset(null);
    actions.send({ conversationId: null, text: 'four' });
    await settle();
    expect(provider.requests[3]).toMatchObject({ system: null, parameters: { temperature: 0.5 } });
  });

  test('a conversation’s own values go over those of all and the model’s, stay with it, and stand in its answers', async () => {
    const { store, actions, provider, answer } = createTestStore();
    actions.setParameters({ temperature: 0.9, topP: 0.8 });
    actions.setOwnParameters(null, { temperature: 0.2 });
    const sent = actions.send({ conversationId: null, text: 'one' });
    await settle();
    await provider.send([finish]);
    expect(provider.requests[0]?.parameters).toMatchObject({ temperature: 0.2, topP: 0.8 });
    expect(answer(sent?.answerId ?? '').provenance.parameters).toMatchObject({ temperature: 0.2, topP: 0.8 });
    expect(store.getState().newParameters).toBeNull();
    actions.setOwnParameters(sent?.conversationId ?? '', { topP: 0.1 });
    actions.askAgain(sent?.answerId ?? '');
    await settle();
    await provider.send([finish]);
    expect(provider.requests[1]?.parameters).toMatchObject({ temperature: 0.9, topP: 0.1 });
    actions.setOwnParameters(sent?.conversationId ?? '', {});
    expect(store.getState().conversations.get(sent?.conversationId ?? '')?.parameters?.value).toBeNull();
    const preview = await actions.preview({ conversationId: sent?.conversationId ?? '', text: 'x' }, new AbortController().signal);
    expect(preview.request.parameters).toMatchObject({ temperature: 0.9, topP: 0.8 });
  });
});

describe('a file of presets and prompts', () => {
  let made = 0;
  const makeId = (): string => `made-${(made += 1)}`;
  const preset = newPreset('a', 1, 'Terse', { system: 'Be brief.', parameters: { topP: 0.5, temperature: 0.1 } });
  const prompt = newPrompt('b', 1, 'Sum up', 'Sum {{what}} up.');
  const file = writePromptFile([preset], [prompt]);

  test('is valid by its published schema, and holds no ids and no times', async () => {
    const renew = 'npx vitest run --project node tests/chat/prompts.test.ts -u';
    const { $schema, ...schema } = toJsonSchema(promptFileSchema, { target: 'draft-2020-12', ignoreActions: ['trim'] });
    const whole = { $schema, title: 'Presets and prompts of Stemma', ...schema };
    await expect(`${JSON.stringify(whole, null, 2)}\n`, renew).toMatchFileSnapshot('../../public/prompts.schema.json');
    expect(complaints('prompts.schema.json', JSON.parse(file))).toEqual([]);
    expect(complaints('prompts.schema.json', { ...JSON.parse(file), extra: 1 })).not.toEqual([]);
    expect(file).not.toMatch(/"id"|updatedAt|createdAt/);
  });

  test('comes in elsewhere as it went out, and a second time adds nothing', () => {
    const first = planPromptImport(file, [], makeId, 5);
    expect(first).toMatchObject({ skipped: 0, problem: null });
    const items = new Map(first.added.map((item) => [item.id, item]));
    expect(livingPresets({ items }).map(({ name, system, parameters }) => [name.value, system.value, parameters.value])).toEqual([
      ['Terse', 'Be brief.', { topP: 0.5, temperature: 0.1 }],
    ]);
    expect(livingPrompts({ items }).map(({ text }) => text.value)).toEqual(['Sum {{what}} up.']);
    expect(planPromptImport(file, first.added, makeId, 6)).toEqual({ added: [], skipped: 2, problem: null });
  });

  test('never overwrites: what has another content under the same name comes in under a number', () => {
    const here = [{ ...prompt, text: { value: 'Mine.', updatedAt: 1 } }, preset];
    const { added, skipped } = planPromptImport(file, here, makeId, 5);
    expect([skipped, added.map(({ name }) => name.value)]).toEqual([1, ['Sum up (2)']]);
    expect(planPromptImport(file, [...here, ...added], makeId, 5)).toMatchObject({ added: [], skipped: 2 });
    const gone = here.map((item) => ({ ...item, deleted: { value: 2, updatedAt: 2 } }));
    expect(planPromptImport(file, gone, makeId, 5).added).toHaveLength(2);
  });

  test.each([
    ['not JSON', 'JSON'],
    ['[]', 'format'],
    ['{"format":"stemma-archive","version":1,"presets":[],"prompts":[]}', 'format'],
    ['{"format":"stemma-prompts","version":2,"presets":[],"prompts":[]}', 'version'],
    [
      '{"format":"stemma-prompts","version":1,"presets":[{"name":"x","system":null,"parameters":{"temperature":99}}],"prompts":[]}',
      'temperature',
    ],
    ['{"format":"stemma-prompts","version":1,"presets":[],"prompts":[{"name":" ","text":"x"}]}', 'prompts.0.name'],
    ['{"format":"stemma-prompts","version":1,"presets":[],"prompts":[{"name":"x","text":"y","run":"z"}]}', 'run'],
  ])('%s is refused whole, with the place', (content, named) => {
    const result = planPromptImport(content, [], makeId, 5);
    expect(result.added).toEqual([]);
    expect(result.problem).toContain(named);
  });
});
