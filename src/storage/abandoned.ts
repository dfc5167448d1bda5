import { interrupted } from '#chat/answer.ts';
import type { AnswerRecord, MessageRecord } from '#chat/records.ts';
import { isLive } from '#chat/state.ts';
import type { Connection } from './connection.ts';
import { readMessage } from './read.ts';
import { writeChanges } from './write.ts';
import type { Writers } from './writers.ts';

/** Finds live answers whose tab is gone, and makes them `interrupted` with the text that was kept. */
export interface AbandonedAnswers {
  /**
   * The message once it is known whether a tab still writes it. A live answer of a living tab is watched until that tab is done or gone;
   * a question or a settled answer stays as it is.
   */
  settle(message: MessageRecord): Promise<MessageRecord>;
}

interface AbandonedOptions {
  readonly connection: Connection;
  readonly writers: Writers;
  /** Called with an answer whose writer is gone, as it is in the database now. */
  readonly settled: (message: MessageRecord) => void;
  readonly failed: (error: unknown) => void;
}

export function createAbandonedAnswers({ connection, writers, settled, failed }: AbandonedOptions): AbandonedAnswers {
  const watched = new Set<string>();

  async function close(answer: AnswerRecord): Promise<MessageRecord> {
    if (!connection.mayWrite()) return interrupted(answer);
    const database = await connection.database();
    const kept = (await readMessage(database, answer.id)) ?? answer;
    const ended = kept.kind === 'answer' ? interrupted(kept) : kept;
    if (ended !== kept) await writeChanges(database, { records: [ended], drafts: new Map(), meta: new Map(), now: Date.now() });
    settled(ended);
    return ended;
  }

  async function watch(answer: AnswerRecord): Promise<void> {
    if (watched.has(answer.id)) return;
    watched.add(answer.id);
    const released = await writers.untilReleased(answer.id);
    watched.delete(answer.id);
    if (released) await close(answer);
  }

  return {
    async settle(message) {
      if (message.kind !== 'answer' || !isLive(message)) return message;
      if (!(await writers.isClaimed(message.id))) return close(message);
      watch(message).catch(failed);
      return message;
    },
  };
}
