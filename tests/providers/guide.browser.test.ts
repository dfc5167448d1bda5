import { afterAll, expect, test } from 'vitest';
import guideFile from '../../public/models/stemma-guide.gguf?url';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { hubAt } from '#providers/hub/hub-address.ts';
import { createInBrowserProvider } from '#providers/backends/in-browser/in-browser.ts';
import type { Turn } from '#providers/provider.ts';

const provider = createInBrowserProvider({
  backend: { id: 'browser', kind: 'in-browser', label: 'This browser', host: null },
  models: [{ id: 'stemma-guide', name: 'Stemma guide', catalogId: 'stemma-guide', file: guideFile, sha256: null, bytes: null }],
  catalog,
  baseUrl: new URL(window.location.href),
  hub: hubAt('hub', new URL(window.location.href)),
});
afterAll(() => provider.dispose());

async function ask(...questions: readonly string[]): Promise<string> {
  const turns = questions.map((text): Turn => ({ role: 'user', text }));
  const request = { modelId: 'stemma-guide', system: null, turns, parameters: {}, promptFormat: null, locale: 'en' } as const;
  let text = '';
  let end = '';
  for await (const part of provider.stream(request, new AbortController().signal)) {
    if (part.type === 'text-delta') text += part.text;
    if (part.type === 'finish') end = part.reason;
    if (part.type === 'error') end = part.error.detail;
  }
  expect(end).toBe('stop');
  return text;
}

test.each([
  ['Who made Dolly?', 'The maker of Dolly v2 12B is Databricks.'],
  ['who developed stablevicuna', 'The maker of StableVicuna 13B is CarperAI.'],
  ['What is StableVicuna based on?', 'Built on: StableVicuna 13B comes from'],
  ['what license does vicuna have', 'License: Vicuna 13B v1.5 is declared under Llama 2 Community License'],
  ['Can I use LLaMA commercially?', 'Commercial use of LLaMA 13B: not allowed.'],
  ['is dolly free for commercial use', 'Commercial use of Dolly v2 12B: allowed.'],
  ['what was dolly trained on', 'Training data: the card of Dolly v2 12B names'],
  ['how many parameters does GPT-J have', 'Size: GPT-J-6B has 6'],
  ['when was llama 2 released', 'Release: Llama 2'],
  ['what depends on pythia 12b', 'Depending on it: on Pythia 12b stand'],
  ['compare Dolly and LLaMA', 'Side by side: Dolly v2 12B and LLaMA 13B.'],
  ['What is Stemma?', 'Stemma is a chat for open models.'],
  ['who are you', 'I am the Stemma guide'],
  ['how do I connect a llama.cpp server', 'With llama.cpp: start'],
  ['how do i connect ollama', 'With Ollama: set'],
  ['hello', 'Hello!'],
  ['Write a poem about spring', 'That is beyond me'],
  ['what is the weather today', 'That is beyond me'],
  ['what is the license of Llama 4', 'Sorry, I have no card for Llama 4'],
  ['Dolly 是谁做的？', '制作者：Dolly v2 12B 由 Databricks 制作。'],
  ['StableVicuna 可以商用吗', '商业使用 StableVicuna 13B：不允许。'],
  ['Vicuna 的许可证是什么', '许可证：Vicuna 13B v1.5 声明采用'],
  ['Open Assistant 基于什么模型', '基础：Open Assistant'],
  ['比较 Dolly 和 LLaMA', '对比：Dolly v2 12B 和 LLaMA 13B。'],
  ['你是谁', '我是 Stemma 向导'],
  ['怎么连接 ollama', '用 Ollama：'],
  ['帮我写一首诗', '这超出了我的能力'],
  ['GPT-5 的许可证是什么', '抱歉，我没有 GPT-5 的卡片'],
])('%s', async (question, beginning) => {
  expect(await ask(question)).toMatch(new RegExp(`^${beginning.replaceAll(/[.?*+^$()[\]{}|\\]/g, String.raw`\$&`)}`));
});

test('a question without a name leans on the one before', async () => {
  expect(await ask('Who made Dolly?', 'and its license?')).toContain('License: the publisher of Dolly v2 12B declares MIT License');
});

test('the same question has the same answer', async () => {
  expect(await ask('Who made Vicuna?')).toBe(await ask('Who made Vicuna?'));
});
