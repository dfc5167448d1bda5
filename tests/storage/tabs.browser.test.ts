import { describe, expect, test } from 'vitest';
import { finish, text } from '../chat/fake-provider.ts';
import { writersByQuestion } from '#storage/writers.ts';
import { freshName, openTab, rowsOf, sent } from './tab.ts';

interface Word {
  readonly conversationId: string;
  readonly answerId: string;
  readonly word: number;
  readonly at: number;
}

/** Starts a tab in a worker and gives its words as they are written. */
function startDyingTab(name: string): { words: Word[]; kill: () => number } {
  const worker = new Worker(new URL('dying-tab.worker.ts', import.meta.url), { type: 'module' });
  const words: Word[] = [];
  worker.addEventListener('message', ({ data }) => words.push(data));
  worker.postMessage(name);
  return {
    words,
    kill() {
      worker.terminate();
      return Date.now();
    },
  };
}

describe('a tab that is killed while it writes', () => {
  test('leaves an interrupted answer that lacks at most the last 500 ms', async () => {
    const name = freshName();
    const { words, kill } = startDyingTab(name);
    await expect.poll(() => words.length, { timeout: 10_000 }).toBeGreaterThan(60);
    const killed = kill();

    const tab = await openTab(name);
    const { conversationId = '', answerId = '' } = words[0] ?? {};
    await tab.storage.openConversation(conversationId);
    await expect.poll(() => tab.answer(answerId).status, { timeout: 5000 }).toBe('interrupted');
    const answer = tab.answer(answerId);
    expect(answer.finishReason).toBeNull();
    const kept = answer.text.trim().split(' ').map(Number);
    expect(kept).toEqual(kept.map((_, place) => place));
    const old = words.filter(({ at }) => at < killed - 500);
    expect(old.length).toBeGreaterThan(10);
    expect(kept.length).toBeGreaterThanOrEqual(old.length);
    expect((await rowsOf(name)).checkpoints).toEqual([]);
    await tab.storage.close();
  });

  test('is noticed by a tab that looks on', async () => {
    const name = freshName();
    const tab = await openTab(name);
    const { words, kill } = startDyingTab(name);
    await expect.poll(() => words.length, { timeout: 10_000 }).toBeGreaterThan(0);
    const { conversationId = '', answerId = '' } = words[0] ?? {};
    await expect.poll(() => tab.store.getState().conversations.has(conversationId)).toBe(true);
    await tab.storage.openConversation(conversationId);
    await expect.poll(() => tab.answer(answerId).text.length, { timeout: 5000 }).toBeGreaterThan(10);
    expect(tab.answer(answerId).status).toBe('streaming');
    kill();
    await expect.poll(() => tab.answer(answerId).status, { timeout: 5000 }).toBe('interrupted');
    await tab.storage.close();
  });
});

/** Two tabs on one conversation: one has written half of an answer, and the other shows it. */
async function openTwoOnHalf() {
  const name = freshName();
  const [writer, reader] = [await openTab(name), await openTab(name)];
  const { conversationId, answerId } = sent(writer.actions.send({ conversationId: null, text: 'one' }));
  await expect.poll(() => writer.provider.requests.length).toBe(1);
  await writer.provider.send([text('half')]);
  await expect.poll(() => reader.store.getState().conversations.has(conversationId)).toBe(true);
  await reader.storage.openConversation(conversationId);
  await expect.poll(() => reader.answer(answerId)).toMatchObject({ status: 'streaming', text: 'half' });
  return { writer, reader, conversationId, answerId };
}

describe('two tabs', () => {
  test('see each other’s words, and the answer of a living tab is not taken for abandoned', async () => {
    const { writer, reader, answerId } = await openTwoOnHalf();
    await writer.provider.send([text(' and half'), finish]);
    await expect.poll(() => reader.answer(answerId)).toMatchObject({ status: 'done', text: 'half and half' });
    expect(writer.answer(answerId)).toMatchObject({ status: 'done', text: 'half and half' });
    await writer.storage.close();
    await reader.storage.close();
  });

  test('stop each other’s answers: by the button, and with the branch that is deleted', async () => {
    const { writer, reader, conversationId, answerId } = await openTwoOnHalf();
    reader.actions.stop(answerId);
    await expect.poll(() => writer.answer(answerId)).toMatchObject({ status: 'stopped', text: 'half' });
    await expect.poll(() => reader.answer(answerId)).toMatchObject({ status: 'stopped', text: 'half' });

    const second = sent(writer.actions.send({ conversationId, text: 'two' }));
    await expect.poll(() => reader.store.getState().messages.get(second.answerId)).toMatchObject({ status: 'waiting' });
    reader.actions.removeBranch(second.answerId);
    await expect.poll(() => writer.answer(second.answerId).status).toBe('stopped');
    await writer.storage.close();
    await reader.storage.close();
  });

  test('that change different things of a conversation at once both keep their change', async () => {
    const name = freshName();
    const first = await openTab(name);
    const { conversationId, answerId } = sent(first.actions.send({ conversationId: null, text: 'one' }));
    await expect.poll(() => first.provider.requests.length).toBe(1);
    await first.provider.send([text('two'), finish]);
    await expect.poll(async () => (await rowsOf(name)).messages.length).toBe(2);
    const second = await openTab(name);
    await second.storage.openConversation(conversationId);

    first.actions.rename(conversationId, 'By the first');
    second.actions.chooseModel('hand/second', conversationId);
    const again = [first.actions.askAgain(answerId), second.actions.askAgain(answerId)];
    await expect.poll(() => [first.provider.requests.length, second.provider.requests.length]).toEqual([2, 1]);
    await Promise.all([first.provider.send([text('three'), finish]), second.provider.send([text('four'), finish])]);

    const expected = { title: { value: 'By the first' }, model: { value: 'hand/second' } };
    await expect.poll(async () => (await rowsOf(name)).conversations).toMatchObject([expected]);
    await expect.poll(async () => (await rowsOf(name)).messages.length).toBe(4);
    for (const { store } of [first, second]) {
      await expect.poll(() => store.getState().conversations.get(conversationId)).toMatchObject(expected);
      await expect.poll(() => again.map((id) => store.getState().messages.get(id ?? '')?.text)).toEqual(['three', 'four']);
    }
    expect(first.store.getState().conversations).toEqual(second.store.getState().conversations);
    await first.storage.close();
    await second.storage.close();
  });

  test('stop what is asked in a chat that another one deletes, which never opened it', async () => {
    const name = freshName();
    const [writer, other] = [await openTab(name), await openTab(name)];
    const { conversationId, answerId } = sent(writer.actions.send({ conversationId: null, text: 'Well?' }));
    const elsewhere = sent(writer.actions.send({ conversationId: null, text: 'And here?' }));
    await expect.poll(() => writer.provider.requests.length).toBe(2);
    await expect.poll(() => other.store.getState().conversations.has(conversationId)).toBe(true);
    other.actions.remove(conversationId);
    await expect.poll(() => writer.answer(answerId).status).toBe('stopped');
    expect(writer.answer(elsewhere.answerId).status).toBe('waiting');
    await writer.storage.close();
    await other.storage.close();
  });
});

describe('without locks, on plain http', () => {
  test('a tab is asked whether it still writes, and an answer without a writer is free', async () => {
    const name = freshName();
    const [writer, other] = [writersByQuestion(name), writersByQuestion(name)];
    await writer.claim('a');
    expect(await other.isClaimed('a')).toBe(true);
    expect(await writer.isClaimed('a')).toBe(true);
    expect(await other.isClaimed('b')).toBe(false);
    const released = other.untilReleased('a');
    writer.release('a');
    expect(await released).toBe(true);
    expect(await other.isClaimed('a')).toBe(false);
    writer.close();
    other.close();
  });

  test('a tab that is gone claims nothing', async () => {
    const name = freshName();
    const [writer, other] = [writersByQuestion(name), writersByQuestion(name)];
    await writer.claim('a');
    writer.close();
    expect(await other.isClaimed('a')).toBe(false);
    other.close();
  });
});
