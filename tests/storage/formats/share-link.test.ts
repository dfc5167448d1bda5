import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { newAnswer, newQuestion } from '#chat/new-records.ts';
import type { MessageRecord } from '#chat/records.ts';
import { readFile } from '#storage/formats/read-file.ts';
import { decodeLink, encodeLink } from '#storage/formats/share-link.ts';
import { type SharedChat, sharedAsFile, sharedChat, sharedWords } from '#storage/formats/shared-chat.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 60 });
const time = fc.integer({ min: 0, max: 4e12 });
const maybe = fc.option(words, { nil: null });
const model = fc.record({
  name: words,
  asked: words,
  served: maybe,
  backend: words,
  catalogId: maybe,
  ancestors: fc.array(words, { maxLength: 3 }),
  declaredLicense: maybe,
  effectiveLicenses: fc.array(words, { maxLength: 3 }),
});
const message = fc.oneof(
  fc.record({ kind: fc.constant('question' as const), text: words, createdAt: time, files: fc.array(words, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('answer' as const), text: words, reasoning: words, createdAt: time, model, isWhole: fc.boolean() }),
);
const chat: fc.Arbitrary<SharedChat> = fc.record({
  title: maybe,
  createdAt: time,
  system: maybe,
  messages: fc.array(message, { minLength: 1, maxLength: 6 }),
});

function dataOf(packed: Uint8Array, version = 1, sum = sha256(packed)): string {
  return Buffer.concat([Buffer.from([version]), sum.subarray(0, 4), packed]).toString('base64url');
}

describe('a link', () => {
  test('gives back the chat that was put into it, in characters that every program leaves alone', async () => {
    await fc.assert(
      fc.asyncProperty(chat, async (one) => {
        const data = await encodeLink(sharedWords(one));
        expect(data).toMatch(/^[\w-]+$/);
        expect(await decodeLink(data)).toEqual({ ok: true, chat: one });
      }),
      { numRuns: 60 },
    );
  });

  test('that is cut, changed or made up is told apart from a whole one, and nothing is thrown', async () => {
    const data = await encodeLink(
      sharedWords({
        title: 'x',
        createdAt: 1,
        system: null,
        messages: [{ kind: 'question', text: 'hello '.repeat(20), createdAt: 1, files: [] }],
      }),
    );
    for (let end = 0; end < data.length; end += 1)
      expect(await decodeLink(data.slice(0, end))).toMatchObject({ ok: false, problem: 'damaged' });
    for (let at = 2; at < data.length; at += 1) {
      const other = `${data.slice(0, at)}${data.charAt(at) === 'A' ? 'B' : 'A'}${data.slice(at + 1)}`;
      const opened = await decodeLink(other);
      // The last character may have bits that stand for nothing.
      if (at < data.length - 1) expect(opened).toMatchObject({ ok: false, problem: 'damaged' });
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array(), async (text, bytes) => {
        expect((await decodeLink(text)).ok).toBe(false);
        expect((await decodeLink(dataOf(bytes))).ok).toBe(false);
      }),
    );
  });

  test('of a newer version asks for a reload', async () => {
    expect(await decodeLink(dataOf(deflateRawSync('{}'), 2))).toEqual({ ok: false, problem: 'version' });
  });

  test('that unpacks to gigabytes is given up early', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await decodeLink(dataOf(bomb))).toEqual({ ok: false, problem: 'too-large' });
    expect(await decodeLink('A'.repeat(1_000_001))).toEqual({ ok: false, problem: 'too-large' });
  });

  test.each([
    ['no JSON', 'hello'],
    ['another shape', '{"t":1}'],
    ['an answer by a model that is not in it', '{"t":null,"c":1,"s":null,"m":[],"e":[[1,"x",1,5,true,""]]}'],
    ['no message', '{"t":null,"c":1,"s":null,"m":[],"e":[]}'],
    ['a prototype', '{"__proto__":{"t":"x"},"c":1}'],
  ])('with %s is damaged', async (_, json) => {
    expect(await decodeLink(dataOf(deflateRawSync(json)))).toEqual({ ok: false, problem: 'damaged' });
  });
});

describe('what is put into it', () => {
  const asked = { backendId: 'lab', backendKind: 'ollama', backendLabel: 'Lab', modelId: 'vicuna', catalogId: 'vicuna-13b-v1.5' } as const;
  const empty = newAnswer({ id: 'a', conversationId: 'c', parentId: 'q', createdAt: 2 }, asked, {});
  const messages: readonly MessageRecord[] = [
    {
      ...newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 1 }, 'hi'),
      attachments: [{ kind: 'text', name: 'plan.txt', mediaType: 'text/plain', bytes: 6, text: 'secret' }],
    },
    { ...empty, status: 'done', text: 'ho', reasoning: 'private', provenance: { ...empty.provenance, system: 'secret system' } },
  ];
  const about = { title: 'T', createdAt: 1, system: 'secret system' };

  test('system text, reasoning and what is in files stay out unless they are chosen', () => {
    const least = { withSystem: false, withReasoning: false, withFileNames: false };
    const bare = sharedWords(sharedChat(about, messages, least, builtInCatalog));
    for (const out of ['secret', 'private', 'plan.txt']) expect(bare).not.toContain(out);
    const most = sharedWords(sharedChat(about, messages, { withSystem: true, withReasoning: true, withFileNames: true }, builtInCatalog));
    for (const part of ['secret system', 'private', 'plan.txt']) expect(most).toContain(part);
    expect(most).not.toContain('"secret"');
  });

  test('goes with its model, its ancestors by name and its licenses', () => {
    const [, answer] = sharedChat(
      about,
      messages,
      { withSystem: false, withReasoning: false, withFileNames: false },
      builtInCatalog,
    ).messages;
    expect(answer).toMatchObject({
      model: {
        asked: 'vicuna',
        served: null,
        backend: 'Lab',
        catalogId: 'vicuna-13b-v1.5',
        ancestors: expect.arrayContaining([expect.stringMatching(/Llama/)]),
      },
    });
  });

  test('may be as long as a link can be: saving it does not read all of it for each of its messages', async () => {
    const e = Array.from({ length: 5000 }, (_, place) =>
      place % 2 === 0 ? [0, 'q'.repeat(1500), place, []] : [1, 'a'.repeat(1500), place, 0, true, ''],
    );
    const wire = { t: 'Long', c: 1, s: null, m: [['M', 'm', null, 'Lab', null, [], null, []]], e };
    const { records } = await readFile(new Blob([JSON.stringify({ sharedChat: wire })]), '', {
      matchModel: () => null,
      now: 1_800_000_000_000,
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    expect(records).toHaveLength(5001);
  });

  test('is saved as an import that claims no more than the link, once however often it is saved', async () => {
    const shared = sharedChat(about, messages, { withSystem: true, withReasoning: true, withFileNames: true }, builtInCatalog);
    const options = {
      matchModel: (name: string) => (builtInCatalog.models.has(name) ? name : null),
      now: 5,
      signal: new AbortController().signal,
      progress: () => undefined,
    };
    const { source, records, problems } = await readFile(sharedAsFile(shared), '', options);
    expect([source, problems]).toEqual(['link', []]);
    expect(records).toMatchObject([
      { title: { value: 'T' }, system: { value: 'secret system' } },
      { text: 'hi', attachments: [{ name: 'plan.txt', bytes: 0, text: '' }] },
      {
        text: 'ho',
        reasoning: 'private',
        provenance: {
          asked: { backendId: 'import', backendLabel: 'Shared link', modelId: 'vicuna', catalogId: 'vicuna-13b-v1.5' },
          served: {},
        },
      },
    ]);
    expect((await readFile(sharedAsFile(shared), '', options)).records).toEqual(records);
  });
});
