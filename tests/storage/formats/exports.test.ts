import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { VoteRecord } from '#chat/item-records.ts';
import { newAnswer, newConversation, newQuestion } from '#chat/new-records.ts';
import { type MessageRecord, schemaVersion } from '#chat/records.ts';
import { archiveFile, type WholeChat } from '#storage/formats/archive.ts';
import { oasstLines } from '#storage/formats/oasst-write.ts';
import { readFile } from '#storage/formats/read-file.ts';
import { transcriptOf } from '#storage/formats/transcript.ts';
import { oneChat, servedCard } from '../../ui/keeping/one-chat.ts';

const read = (file: Blob) =>
  readFile(file, '', { matchModel: () => null, now: 5, signal: new AbortController().signal, progress: () => undefined });

/** Any tree: message `n` hangs below an earlier one, questions and answers in turn. */
const chats: fc.Arbitrary<WholeChat> = fc
  .array(fc.tuple(fc.nat(), fc.string({ unit: 'binary' }), fc.string(), fc.boolean()), { minLength: 1, maxLength: 12 })
  .map((steps) => {
    const messages: MessageRecord[] = [];
    for (const [place, [choice, text, reasoning, isWhole]] of steps.entries()) {
      const parent = place === 0 ? undefined : messages[choice % messages.length];
      const at = { id: `m${place}`, conversationId: 'c', createdAt: 1000 + place };
      if (parent?.kind === 'question') {
        const asked = { backendId: 'b', backendKind: 'ollama', backendLabel: 'B', modelId: 'm', catalogId: 'dolly-v2-3b' } as const;
        const empty = newAnswer({ ...at, parentId: parent.id }, asked, { temperature: 0.5 });
        messages.push({ ...empty, text, reasoning, status: isWhole ? 'done' : 'interrupted', finishReason: isWhole ? 'stop' : null });
      } else messages.push(newQuestion({ ...at, parentId: parent?.id ?? null }, text));
    }
    const conversation = newConversation('c', 1000, 'b/m', 'be kind');
    return { conversation: { ...conversation, head: { value: `m${steps.length - 1}`, updatedAt: 2000 } }, messages };
  });

describe('an archive', () => {
  test('read again is what was written', async () => {
    await fc.assert(
      fc.asyncProperty(chats, async (chat) => {
        const file = archiveFile({ chats: [chat], items: [], unreadable: [] }, builtInCatalog);
        const { source, records, problems } = await read(file);
        expect([source, problems]).toEqual(['stemma', []]);
        expect(records).toEqual([chat.conversation, ...chat.messages]);
      }),
      { numRuns: 50 },
    );
  });

  test('says of each model that answered what it stands on, its licenses, its verdicts and the notices', async () => {
    const [chat] = fc.sample(
      chats.filter(({ messages }) => messages.some(({ kind }) => kind === 'answer')),
      1,
    );
    if (chat === undefined) throw new Error('There is no chat.');
    const { about } = JSON.parse(await archiveFile({ chats: [chat], items: [], unreadable: [] }, builtInCatalog).text());
    expect(about.models['dolly-v2-3b']).toMatchObject({
      name: expect.stringMatching(/Dolly/i),
      ancestors: [{ name: expect.stringMatching(/Pythia/i), relation: 'finetune', family: 'weights' }],
      declaredLicense: expect.any(String),
      verdicts: { 'commercial-use': expect.any(String), redistribution: expect.any(String) },
    });
    expect(about.notice).toMatch(/^NOTICE[\s\S]*LICENSE: /);
  });

  test('names the words that a license wants to be shown', async () => {
    const { about } = JSON.parse(await archiveFile({ chats: [oneChat()], items: [], unreadable: [] }, builtInCatalog).text());
    expect(about.models[servedCard].mustShow).toEqual(['Built with Llama']);
    expect(about.notice).toContain('Built with Llama');
  });

  test('goes out without all that when there is no catalog', async () => {
    const [chat] = fc.sample(chats, 1);
    if (chat === undefined) throw new Error('There is no chat.');
    expect(JSON.parse(await archiveFile({ chats: [chat], items: [], unreadable: [] }, null).text()).about).toBeUndefined();
  });
});

describe('a transcript', () => {
  test('of the tree has every message once, after the one that it follows', () => {
    fc.assert(
      fc.property(chats, (chat) => {
        const entries = transcriptOf(chat, 'tree');
        expect(entries.map(({ message }) => message.id).toSorted()).toEqual(chat.messages.map(({ id }) => id).toSorted());
        const places = new Map(entries.map(({ message }, place) => [message.id, place]));
        for (const [place, { message }] of entries.entries()) {
          expect(message.parentId === null || (places.get(message.parentId) ?? place) < place).toBe(true);
        }
      }),
    );
  });

  test('leaves out what hangs below a removed message', () => {
    const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 1 }, 'x');
    const other = newQuestion({ id: 'r', conversationId: 'c', parentId: null, createdAt: 2 }, 'y');
    const below = newQuestion({ id: 's', conversationId: 'c', parentId: 'r', createdAt: 3 }, 'z');
    const conversation = { ...newConversation('c', 1, null), removed: { r: { value: true, updatedAt: 2 } } };
    expect(transcriptOf({ conversation, messages: [question, other, below] }, 'tree').map(({ message }) => message.id)).toEqual(['q']);
  });
});

describe('Open Assistant trees', () => {
  const linesOf = (chat: WholeChat, votes: readonly VoteRecord[] = []) =>
    oasstLines(chat, transcriptOf(chat, 'tree'), votes, builtInCatalog);

  test('read again have the same questions, answers and branches', async () => {
    await fc.assert(
      fc.asyncProperty(chats, async (chat) => {
        const lines = linesOf(chat);
        const { source, records, problems } = await read(new Blob([lines.join('\n')]));
        expect([source, problems]).toEqual(['oasst', []]);
        const count = (kind: string, from: readonly { kind: string }[]) => from.filter((one) => one.kind === kind).length;
        // Neighbours of one role become one; none of these chats has such.
        expect(count('answer', records)).toBe(count('answer', chat.messages));
        for (const { kind, text } of chat.messages) expect(records).toContainEqual(expect.objectContaining({ kind, text }));
      }),
      { numRuns: 30 },
    );
  });

  test('name model, lineage and license of each answer, and the notice of the tree', () => {
    const [chat] = fc.sample(
      chats.filter(({ messages }) => messages[1]?.kind === 'answer'),
      1,
    );
    if (chat === undefined) throw new Error('There is no chat.');
    const tree = JSON.parse(linesOf(chat)[0] ?? '');
    expect(tree).toMatchObject({ message_tree_id: 'm0', stemma: { system: 'be kind', notice: expect.stringMatching(/^NOTICE/) } });
    expect(tree.prompt.replies[0]).toMatchObject({
      role: 'assistant',
      synthetic: true,
      model_name: 'm',
      stemma: {
        asked: 'm',
        served: null,
        model: { ancestors: [{ name: expect.stringMatching(/Pythia/i) }], declaredLicense: expect.any(String) },
      },
    });
  });

  test('have the words that a license wants to be shown', () => {
    const tree = JSON.parse(linesOf(oneChat())[0] ?? '');
    expect(tree.prompt.replies[0].stemma.model.mustShow).toEqual(['Built with Llama']);
    expect(tree.stemma.notice).toContain('Built with Llama');
  });

  test('rank the answer that was voted for first, and nobody after a tie', () => {
    const asked = { backendId: 'b', backendKind: 'ollama', backendLabel: 'B', modelId: 'm', catalogId: null } as const;
    const question = newQuestion({ id: 'q', conversationId: 'c', parentId: null, createdAt: 1 }, 'x');
    const answer = (id: string) => newAnswer({ id, conversationId: 'c', parentId: 'q', createdAt: 2 }, asked, {});
    const chat = { conversation: newConversation('c', 1, null), messages: [question, answer('a'), answer('b')] };
    const side = (answerId: string) => ({ answerId, model: 'b/m', catalogId: null });
    const vote = (choice: VoteRecord['choice']): VoteRecord => ({
      kind: 'vote',
      schemaVersion,
      id: 'v',
      createdAt: 3,
      deleted: { value: null, updatedAt: 3 },
      questionId: 'q',
      how: 'drafts',
      sides: [side('a'), side('b')],
      choice,
    });
    const ranks = (votes: readonly VoteRecord[]) =>
      JSON.parse(linesOf(chat, votes)[0] ?? '').prompt.replies.map(({ rank }: { rank: unknown }) => rank);
    expect(ranks([vote(1)])).toEqual([1, 0]);
    expect(ranks([vote('tie')])).toEqual([null, null]);
  });

  test('a chat of ten thousand turns is written and read', async () => {
    const messages = Array.from({ length: 10_000 }, (_, at) =>
      newQuestion({ id: `m${at}`, conversationId: 'c', parentId: at === 0 ? null : `m${at - 1}`, createdAt: at + 1 }, 'x'),
    );
    const [line] = linesOf({ conversation: newConversation('c', 1, null), messages });
    expect((line ?? '').match(/"message_id"/g)).toHaveLength(10_000);
    expect((await read(new Blob([line ?? '']))).problems).toEqual([]);
  });
});
