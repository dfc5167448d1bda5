import { findIn, isRuledOut, type Sought, withoutRemoved } from '#chat/search/match.ts';
import type { SearchPlan } from '#chat/search/plan.ts';
import { wordsOf } from '../database.ts';
import { type MessageSource, openMessages } from './message-source.ts';
import type { SearchOrder, SearchReport } from './talk.ts';

/** Conversations, comparisons and runs that are read and looked through in one go. */
const batchSize = 50;
/** After so long a newer search must be heard. Milliseconds. */
const longestTurn = 16;

const tell = (report: SearchReport): void => postMessage(report);

let sought: readonly Sought[] = [];
let source: Promise<MessageSource> | null = null;
/** The search that counts: an older one ends at its next batch. */
let current = 0;

async function find(id: number, plan: SearchPlan): Promise<void> {
  const messages = await source;
  let turn = performance.now();
  const open = sought.filter((one) => !isRuledOut(plan, one));
  for (let start = 0; start < open.length; start += batchSize) {
    const batch = open.slice(start, start + batchSize);
    const read = await messages?.read(batch.flatMap(({ conversations }) => conversations.map(({ id: of }) => of)));
    // Where everything is kept already nothing waits: a message of the page would not be heard before the end.
    if (start === 0 || performance.now() - turn > longestTurn) {
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      turn = performance.now();
    }
    if (id !== current) return;
    const found = batch.flatMap((one) => {
      const living = one.conversations.flatMap(({ id: of, removed }) => withoutRemoved(read?.get(of) ?? [], removed));
      return findIn(plan, one, living) ?? [];
    });
    tell({ type: 'found', id, found, searched: start + batch.length });
  }
  tell({ type: 'done', id });
}

addEventListener('message', ({ data: order }: MessageEvent<SearchOrder>) => {
  if (order.type === 'begin') {
    sought = order.sought;
    source = openMessages(order.databaseName, order.memory);
    // Whoever searches is told.
    source.catch(() => undefined);
    return;
  }
  current = order.id;
  find(order.id, order.plan).catch((error: unknown) => tell({ type: 'failed', id: order.id, detail: wordsOf(error) }));
});
