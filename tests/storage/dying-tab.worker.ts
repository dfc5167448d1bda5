import { text } from '../chat/fake-provider.ts';
import { openTab, sent } from './tab.ts';

/**
 * A tab that will be killed: a worker has no `pagehide`, so ending it gives no chance to say goodbye. It asks, then writes a word every
 * 20 ms, and tells when each was written.
 */
addEventListener('message', ({ data }) => {
  void live(String(data));
});

async function live(databaseName: string): Promise<void> {
  const { actions, provider } = await openTab(databaseName);
  const { conversationId, answerId } = sent(actions.send({ conversationId: null, text: 'Count.' }));
  while (provider.requests.length === 0) await pause(5);
  for (let word = 0; ; word += 1) {
    await provider.send([text(`${word} `)]);
    postMessage({ conversationId, answerId, word, at: Date.now() });
    await pause(20);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
