import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { matchModel } from '#catalog/match.ts';
import { headOf, pathFromHead } from '#chat/message-tree.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord } from '#chat/records.ts';
import { readFile } from '#storage/formats/read-file.ts';
import { recordRow } from '#storage/row-schemas.ts';
import { parse } from 'valibot';
import { chatGpt, chatUi, libreChat, oasst, openWebUi } from './samples.ts';

function read(file: BlobPart | object, name = 'file.json') {
  const isBytes = typeof file === 'string' || file instanceof Uint8Array;
  return readFile(new Blob([isBytes ? (file as BlobPart) : JSON.stringify(file)]), name, {
    matchModel: (model) => matchModel(builtInCatalog, model),
    now: 1_800_000_000_000,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

async function chatsOf(file: BlobPart | object, name?: string) {
  const content = await read(file, name);
  for (const record of content.records) expect(parse(recordRow, record)).toEqual(record);
  const conversations = content.records.filter((record): record is ConversationRecord => record.kind === 'conversation');
  const messages = content.records.filter((record): record is MessageRecord => record.kind === 'question' || record.kind === 'answer');
  const known = new Map(messages.map((message) => [message.id, message]));
  for (const message of messages) expect(message.parentId === null || known.has(message.parentId)).toBe(true);
  const [first] = conversations;
  const shown = first === undefined ? [] : pathFromHead(known, headOf(known, first));
  const answers = messages.filter((message): message is AnswerRecord => message.kind === 'answer');
  return { ...content, conversations, messages, answers, shown };
}

describe('ChatGPT', () => {
  test('branches, system text, reasoning, names of files and what answered are taken as far as the file says them', async () => {
    const { source, conversations, messages, shown, answers, problems, leftOut } = await chatsOf(chatGpt);
    expect(source).toBe('chatgpt');
    expect(conversations).toMatchObject([
      { createdAt: 1_700_000_000_250, title: { value: '蛋白质' }, system: { value: 'I teach.\n\nBe short.' }, pinned: { value: true } },
    ]);
    expect(messages).toHaveLength(3);
    expect(shown.map(({ text }) => text)).toEqual(['What is this?', 'A drop.']);
    expect(shown[0]).toMatchObject({ attachments: [{ kind: 'text', name: 'cell.png', mediaType: 'image/png', bytes: 0, text: '' }] });
    expect(answers.find(({ text }) => text === 'A cell.')).toMatchObject({
      status: 'done',
      finishReason: 'stop',
      reasoning: 'Looking\n\nIt is round.',
      provenance: { asked: { backendId: 'import', backendLabel: 'ChatGPT', modelId: 'o4-mini' }, served: { model: 'o4-mini' } },
    });
    // Of this one the file says no model: what the conversation was set to was asked, and nothing is said to have answered.
    expect(answers.find(({ text }) => text === 'A drop.')).toMatchObject({
      status: 'interrupted',
      finishReason: null,
      provenance: { asked: { modelId: 'gpt-4o' }, served: {} },
    });
    expect(leftOut).toEqual({ 'tool-step': 2, 'file-content': 1, 'empty-message': 1 });
    expect(problems).toEqual([
      'Conversation 2: it has no messages ("mapping" is missing)',
      expect.stringMatching(/no conversation that is known here/),
    ]);
  });
});

test('Open WebUI: two answers of two models beside each other, reasoning unfolded, the picture kept', async () => {
  const { source, conversations, shown, answers, leftOut, problems } = await chatsOf(openWebUi);
  expect([source, problems]).toEqual(['open-webui', []]);
  expect(conversations).toMatchObject([
    { title: { value: 'Sums' }, pinned: { value: true }, tags: { value: ['maths'] }, system: { value: 'Count well.' } },
  ]);
  expect(shown.map(({ text }) => text)).toEqual(['What is 2+2?', 'Fi']);
  expect(shown[0]).toMatchObject({
    createdAt: 1_700_000_001_000,
    attachments: [
      { name: 'table.csv', bytes: 0 },
      { kind: 'image', name: 'dot.png', bytes: 8, data: 'iVBORw0KGgo=' },
    ],
  });
  expect(answers).toMatchObject([
    { text: 'Four.', reasoning: 'two & two', status: 'done', provenance: { served: { model: 'llama3.1:latest' } } },
    { text: 'Fi', status: 'interrupted', provenance: { served: { model: 'qwen2.5:0.5b', catalogId: 'qwen2.5-0.5b' } } },
  ]);
  expect(leftOut).toEqual({ 'file-content': 1 });
});

test('LibreChat: a tree, its system text and its endpoint', async () => {
  const { source, conversations, answers, leftOut } = await chatsOf(libreChat);
  expect(source).toBe('librechat');
  expect(conversations).toMatchObject([
    { title: { value: 'Venv' }, system: { value: 'You are an engineer.' }, createdAt: Date.parse('2024-05-01T16:35:11.530Z') },
  ]);
  expect(answers).toMatchObject([
    { text: 'So.', reasoning: 'hm', finishReason: 'stop', provenance: { served: { model: 'gpt-4-turbo', provider: 'openAI' } } },
    { text: 'Or', status: 'interrupted', provenance: { asked: { modelId: 'gpt-4-turbo' }, served: {} } },
  ]);
  expect(leftOut).toEqual({ 'tool-step': 1 });
  const flat = { ...libreChat, recursive: false, messages: [{ messageId: 'a', parentMessageId: 'x', isCreatedByUser: true, text: 'q' }] };
  expect((await chatsOf(flat)).messages).toMatchObject([{ text: 'q', parentId: null }]);
});

test('chat-ui: a tree by ancestors, thinking taken out of the text, the router’s model as what answered', async () => {
  const { source, conversations, shown, answers } = await chatsOf(chatUi);
  expect(source).toBe('chat-ui');
  expect(conversations).toMatchObject([{ title: { value: 'Hello' }, system: { value: 'Be kind.' } }]);
  expect(shown.map(({ text }) => text)).toEqual(['Hi', 'Hey']);
  expect(answers).toMatchObject([
    { text: 'Hello!', reasoning: 'hm', provenance: { asked: { modelId: 'meta-llama/Llama-3.1-8B-Instruct' }, served: {} } },
    { text: 'Hey', status: 'stopped', provenance: { served: { model: 'Qwen/Qwen2.5-0.5B-Instruct', provider: 'nebius' } } },
  ]);
});

describe('Open Assistant', () => {
  test('trees keep their branches, the best ranked is shown, and nobody is said to be a model', async () => {
    const { source, conversations, messages, shown, answers, leftOut, problems } = await chatsOf(oasst, 'trees.jsonl');
    expect([source, problems, conversations.length]).toEqual(['oasst', [], 2]);
    expect(messages).toHaveLength(6);
    expect(shown.map(({ text }) => text)).toEqual(['text of p', 'text of best', 'text of more', 'text of end']);
    expect(shown[0]?.createdAt).toBe(Date.parse('2023-01-02T03:04:05.000Z'));
    expect(answers.find(({ text }) => text === 'text of best')?.provenance).toMatchObject({
      asked: { modelId: 'unknown', catalogId: null },
      served: {},
    });
    expect(answers.find(({ text }) => text === 'text of end')?.provenance.served).toMatchObject({ model: 'OA_Llama' });
    expect(leftOut).toEqual({ ranking: 3, label: 7, 'deleted-message': 1 });
  });

  test('packed with gzip it is the same', async () => {
    const { records } = await read(oasst);
    const packed = await read(new Uint8Array(gzipSync(oasst)), 'trees.jsonl.gz');
    expect(packed.records).toEqual(records);
    const cut = await read(new Uint8Array(gzipSync(oasst.repeat(300)).subarray(0, 900)), 'trees.jsonl.gz');
    expect(cut.problems.join()).toMatch(/damaged/);
  });
});

/** A ZIP file with a list at its end, as programs write it. */
function zipOf(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(text);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    header.writeUInt16LE(4, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(header, Buffer.from(name), Buffer.alloc(4), packed);
    list.push(entry, Buffer.from(name));
    offset += 34 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, ...list, end]));
}

describe('a ZIP file', () => {
  test('gives the conversations in it, also where they are in several files, and nothing of the rest', async () => {
    const { records } = await read(chatGpt);
    const zip = zipOf({ 'user.json': '{"email":"x"}', 'conversations-000.json': JSON.stringify(chatGpt), 'conversations-001.json': '[]' });
    expect((await read(zip, 'export.zip')).records).toEqual(records);
  });

  test('that holds none, or is cut off, says so', async () => {
    expect((await read(zipOf({ 'a.txt': 'x' }), 'a.zip')).problems).toEqual(['There is no file of conversations in this ZIP file.']);
    expect((await read(zipOf({ 'conversations.json': '[]' }).slice(0, 40), 'a.zip')).problems[0]).toMatch(/cut off/);
  });
});

test.each([
  ['ChatGPT', chatGpt],
  ['Open WebUI', openWebUi],
  ['LibreChat', libreChat],
  ['chat-ui', chatUi],
  ['Open Assistant', oasst],
])('%s: the same file gives the same records every time', async (_, file) => {
  const { records } = await read(file);
  expect(records.length).toBeGreaterThan(2);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  expect((await read(file)).records).toEqual(records);
});

test('neighbours of one role become one message on each branch', async () => {
  const messages = {
    u1: { id: 'u1', parentId: null, role: 'user', content: 'one' },
    u2: { id: 'u2', parentId: 'u1', role: 'user', content: 'two' },
    u3: { id: 'u3', parentId: 'u1', role: 'user', content: 'three' },
    a: { id: 'a', parentId: 'u2', role: 'assistant', content: 'A', model: 'm' },
    b: { id: 'b', parentId: 'a', role: 'assistant', content: 'B' },
  };
  const { messages: made } = await chatsOf([{ id: 'x', chat: { history: { currentId: 'b', messages } } }]);
  expect(made.map(({ kind, text }) => [kind, text])).toEqual([
    ['question', 'one\n\ntwo'],
    ['answer', 'A\n\nB'],
    ['question', 'one\n\nthree'],
  ]);
});

test('circles, missing parents and ten thousand turns do no harm', async () => {
  const circle = {
    a: { id: 'a', parentId: 'b', role: 'user', content: 'a' },
    b: { id: 'b', parentId: 'a', role: 'assistant', content: 'b' },
    c: { id: 'c', parentId: 'nowhere', role: 'assistant', content: 'c' },
  };
  const { messages } = await chatsOf([{ id: 'x', chat: { history: { currentId: 'a', messages: circle } } }]);
  expect(messages.filter(({ text }) => text !== '').map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  const long = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, at) => [
      `n${at}`,
      { id: `n${at}`, parentId: at === 0 ? null : `n${at - 1}`, role: at % 2 === 0 ? 'user' : 'assistant', content: `${at}` },
    ]),
  );
  expect((await chatsOf([{ id: 'y', chat: { history: { currentId: 'n9999', messages: long } } }])).shown).toHaveLength(10_000);
});

test('a time in milliseconds is one, and a time that has not come yet is none', async () => {
  const node = (parent: string | null, role: string, create_time: number) => ({
    parent,
    message: { author: { role }, create_time, content: { content_type: 'text', parts: [role] } },
  });
  const chat = (create_time: number) => ({
    conversation_id: 'c',
    create_time,
    current_node: 'b',
    mapping: { a: node(null, 'user', create_time), b: node('a', 'assistant', create_time + 1) },
  });
  const { conversations, messages } = await chatsOf([chat(1_700_000_000_000)]);
  expect(conversations).toMatchObject([{ createdAt: 1_700_000_000_000, head: { updatedAt: 1_700_000_000_001 } }]);
  expect(messages.map(({ createdAt }) => createdAt)).toEqual([1_700_000_000_000, 1_700_000_000_001]);
  const later = await chatsOf([chat(90_000_000_000)]);
  expect(later.conversations).toMatchObject([{ createdAt: 1_800_000_000_000, head: { updatedAt: 1_800_000_000_001 } }]);
  expect(later.shown.map(({ text }) => text)).toEqual(['user', 'assistant']);
});

test('texts that are made to be slow are not', async () => {
  const content = '<details type="reasoning">'.repeat(60_000);
  const messages = { a: { id: 'a', parentId: null, role: 'assistant', content } };
  const { answers } = await chatsOf([{ id: 'x', chat: { history: { currentId: 'a', messages } } }]);
  expect(answers.map(({ text }) => text)).toEqual([content]);
  const spaces = ' '.repeat(900_000);
  const { problems } = await chatsOf(`[1${spaces}2, {"title":"x","messages":[]}, {"title":"y"${spaces}`);
  expect(problems.length).toBeGreaterThan(1);
});

test('reading ends when it is cancelled', async () => {
  const controller = new AbortController();
  const many = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ title: `${at}`, messages: [{ role: 'user', content: 'x' }] })));
  const options = {
    matchModel: () => null,
    now: 1,
    signal: controller.signal,
    progress: (count: number) => count === 50 && controller.abort(),
  };
  await expect(readFile(new Blob([many]), 'a.json', options)).rejects.toThrow(/abort/i);
});
