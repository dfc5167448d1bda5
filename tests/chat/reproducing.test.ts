import { describe, expect, test } from 'vitest';
import { compareReproduction } from '#chat/reproduction.ts';
import { newAnswer } from '#chat/new-records.ts';
import type { AnswerRecord, Provenance } from '#chat/records.ts';
import { createTestStore, describeByHand, finish, settle, text } from './fake-provider.ts';

describe('an answer that is asked again from its record', () => {
  test('gets the same request, whatever the person has chosen since', async () => {
    const { actions, provider, answer, store } = createTestStore();
    actions.setSystem(null, 'Be brief.');
    actions.setParameters({ temperature: 0.1, seed: 11 });
    const sent = actions.send({ conversationId: null, text: 'Well?' });
    await settle();
    await provider.send([text('Yes.'), finish]);
    actions.chooseModel('hand/other', sent?.conversationId ?? '');
    actions.setSystem(sent?.conversationId ?? '', 'Be long.');
    actions.setParameters({ temperature: 1.9, maxTokens: 3 });
    const again = actions.reproduce(sent?.answerId ?? '') ?? '';
    await settle();
    expect(provider.requests[1]).toEqual(provider.requests[0]);
    await provider.send([text('Yes.'), finish]);
    const [before, now] = [answer(sent?.answerId ?? ''), answer(again)];
    expect(now.parentId).toBe(before.parentId);
    expect(now.provenance).toMatchObject({ reproduces: before.id, parameters: before.provenance.parameters, system: 'Be brief.' });
    // The next question goes to the model that was chosen.
    expect(store.getState().conversations.get(sent?.conversationId ?? '')?.model.value).toBe('hand/other');
    expect(compareReproduction(before, now)).toEqual({ isSameText: true, differences: [] });
  });

  test('is sent the messages that were sent then, and not those that were left out', async () => {
    const made = createTestStore({ describeModel: (model) => describeByHand(model, { contextTokens: 2300 }) });
    const long = (mark: string): string => `${mark} ${'word '.repeat(300)}`;
    const first = made.actions.send({ conversationId: null, text: long('one') });
    await settle();
    await made.provider.send([text(long('eins')), finish]);
    made.actions.send({ conversationId: first?.conversationId ?? '', text: long('two') });
    await settle();
    await made.provider.send([text(long('zwei')), finish]);
    const third = made.actions.send({ conversationId: first?.conversationId ?? '', text: long('three') });
    await settle();
    await made.provider.send([text('drei'), finish]);
    expect(made.provider.requests[2]?.turns).toHaveLength(3);
    made.actions.reproduce(third?.answerId ?? '');
    await settle();
    expect(made.provider.requests[3]).toEqual(made.provider.requests[2]);
  });

  test('is not asked while it is still being written', async () => {
    const { actions, provider } = createTestStore();
    const sent = actions.send({ conversationId: null, text: 'Well?' });
    await settle();
    expect(actions.reproduce(sent?.answerId ?? '')).toBeNull();
    expect(provider.requests).toHaveLength(1);
  });
});

describe('why another text came', () => {
  const asked = { backendId: 'b', backendKind: 'ollama', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
  const answer = (words: string, more: Partial<Provenance> = {}): AnswerRecord => {
    const made = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 1 }, asked, { seed: 3 });
    return { ...made, status: 'done', text: words, provenance: { ...made.provenance, ...more } };
  };
  const served = { model: 'm', revision: '1', prompt: { formatId: 'f', text: 'p', stop: [] } };

  test.each([
    ['the prompt', { served: { ...served, prompt: { ...served.prompt, text: 'q' } } }, ['prompt']],
    ['the model', { served: { ...served, model: 'n' } }, ['model']],
    ['the revision', { served: { ...served, revision: '2' } }, ['file']],
    ['the lack of a seed', { served, parameters: {} }, ['no-seed']],
    ['nothing that is known', { served }, []],
  ] as const)('is told: %s', (_, more, differences) => {
    expect(compareReproduction(answer('x', { served }), answer('y', more))).toEqual({ isSameText: false, differences });
  });

  test('is told: one of them is not whole', () => {
    expect(compareReproduction(answer('x', { served }), { ...answer('x', { served }), status: 'stopped' }).differences).toEqual([
      'not-whole',
    ]);
  });
});
