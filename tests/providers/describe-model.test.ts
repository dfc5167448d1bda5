import { expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { describeModel } from '#providers/describe-model.ts';

const backends = [{ id: 'browser', kind: 'in-browser', label: 'This browser', models: [] }] as const;
const describeKey = (key: string) => describeModel(catalog, backends, `browser/${key}`);

test('a downloaded file stands for the card of its repository, with that card’s prompt and sampling', () => {
  const { asked, promptFormat, parameters } = describeKey('hub:mradermacher/dolly-v2-3b-GGUF/dolly-v2-3b.Q4_K_M.gguf');
  expect(asked).toMatchObject({
    backendId: 'browser',
    modelId: 'hub:mradermacher/dolly-v2-3b-GGUF/dolly-v2-3b.Q4_K_M.gguf',
    catalogId: 'dolly-v2-3b',
  });
  expect(promptFormat?.id).toBe('dolly');
  expect(parameters).not.toEqual({});
});

test('the same name in a stranger’s repository, or on a file from disk, stands for no card', () => {
  for (const key of ['hub:somebody/dolly-v2-3b-GGUF/dolly-v2-3b.Q4_K_M.gguf', 'file:dolly-v2-3b.Q4_K_M.gguf']) {
    expect(describeKey(key)).toMatchObject({ asked: { catalogId: null }, promptFormat: null });
  }
});
