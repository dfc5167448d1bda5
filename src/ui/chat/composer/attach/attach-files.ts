import type { StoreApi } from 'zustand/vanilla';
import type { Attachment } from '#chat/records.ts';
import type { ChatStoreState } from '#chat/state.ts';
import { FileTrouble } from '#providers/files/file-trouble.ts';
import { readFile } from '#providers/files/read-file.ts';
import { attaching, type Reading } from './attaching-state.ts';

/** More than ten files for one question are a mistake more often than not. */
const mostAttachments = 10;
let made = 0;

type ChatStore = StoreApi<ChatStoreState>;

const attachmentsOf = (store: ChatStore, draftKey: string): readonly Attachment[] => store.getState().draftAttachments.get(draftKey) ?? [];

function add(store: ChatStore, draftKey: string, attachment: Attachment): void {
  const before = attachmentsOf(store, draftKey);
  if (before.length >= mostAttachments) throw new FileTrouble('too-many');
  store.getState().actions.setDraftAttachments(draftKey, [...before, attachment]);
}

/** Asks once for each model and remembers what it heard. */
async function seesPictures(store: ChatStore, conversationId: string | null): Promise<boolean> {
  const { conversations, chosenModel, actions } = store.getState();
  const model = (conversationId === null ? null : conversations.get(conversationId)?.model.value) ?? chosenModel;
  const sees = await actions.readsImages(conversationId).catch(() => null);
  if (model !== null) attaching.setState({ sight: { ...attaching.getState().sight, [model]: sees } });
  return sees !== false;
}

/** What there is no room for is told in one line, however much it is. */
function tooMany(left: readonly Reading[]): void {
  const [first] = left;
  if (first === undefined) return;
  const { id, draftKey, name } = first;
  attaching.setState(({ reading, troubles }) => ({
    reading: reading.filter((one) => !left.includes(one)),
    troubles: [...troubles, { id, draftKey, name, code: 'too-many', number: left.length - 1 }],
  }));
}

/** What was said about files is said of one question: it goes when that is sent or left. */
export function forgetTroubles(draftKey: string): void {
  const { troubles } = attaching.getState();
  const left = troubles.filter((one) => one.draftKey !== draftKey);
  if (left.length < troubles.length) attaching.setState({ troubles: left });
}

/** Reads files one after the other and attaches them to the next question. What cannot be attached is told with its reason. */
export async function attachFiles(
  store: ChatStore,
  { conversationId, draftKey }: { readonly conversationId: string | null; readonly draftKey: string },
  files: readonly File[],
  told: (attachment: Attachment) => void,
): Promise<void> {
  const jobs = files.map((file) => {
    const stop = new AbortController();
    made += 1;
    return { file, stop, reading: { id: made, draftKey, name: file.name, giveUp: () => stop.abort() } };
  });
  attaching.setState(({ reading }) => ({ reading: [...reading, ...jobs.map((job) => job.reading)] }));
  for (const [place, { file, stop, reading }] of jobs.entries()) {
    if (attachmentsOf(store, draftKey).length >= mostAttachments) {
      tooMany(jobs.slice(place).map((job) => job.reading));
      return;
    }
    try {
      stop.signal.throwIfAborted();
      const attachment = await readFile(file, () => seesPictures(store, conversationId), stop.signal);
      stop.signal.throwIfAborted();
      add(store, draftKey, attachment);
      told(attachment);
    } catch (error) {
      const trouble = error instanceof FileTrouble ? error : new FileTrouble('unreadable');
      const { code, number } = trouble;
      const { id, name } = reading;
      // Whoever gave it up knows.
      if (!stop.signal.aborted) attaching.setState(({ troubles }) => ({ troubles: [...troubles, { id, draftKey, name, code, number }] }));
    } finally {
      attaching.setState((state) => ({ reading: state.reading.filter(({ id }) => id !== reading.id) }));
    }
  }
}

/** Attaches a long text that was pasted; false if there are too many attachments already. */
export function attachText(store: ChatStore, draftKey: string, text: string, nameOf: (number: number) => string): boolean {
  if (attachmentsOf(store, draftKey).length >= mostAttachments) return false;
  const taken = new Set(attachmentsOf(store, draftKey).map(({ name }) => name));
  let number = 1;
  while (taken.has(nameOf(number))) number += 1;
  const bytes = new TextEncoder().encode(text).byteLength;
  add(store, draftKey, { kind: 'text', name: nameOf(number), mediaType: 'text/plain', bytes, text });
  return true;
}
