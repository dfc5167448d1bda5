import { newAnswer, newConversation, newQuestion } from '../../src/chat/new-records.ts';
import type { MessageRecord } from '../../src/chat/records.ts';
import { planSearch } from '../../src/chat/search/plan.ts';
import { readQuery } from '../../src/chat/search/query.ts';
import { emptyState } from '../../src/chat/state.ts';
import { admitOwnScripts } from '../../src/script-addresses.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { openSearch, type Search } from '../../src/storage/search/search.ts';

// The search runs in a worker, and the headers are the app's.
admitOwnScripts(new URL('./', window.location.href));

/** The way of a query through everything that is kept, against a bare page that has all texts in memory and asks each whether it has the words. */
const databaseName = 'stemma-bench-search';
const words = [
  'the',
  'family',
  'tree',
  'of',
  'a',
  'model',
  'stands',
  'on',
  'its',
  'license',
  'weights',
  '知识',
  '蒸馏',
  'Pythia',
  'LLaMA',
  'data',
];
const asked = { backendId: 'b', backendKind: 'ollama' as const, backendLabel: 'B', modelId: 'lab/dolly', catalogId: 'dolly-v2-12b' };

/** About a thousand characters; one in five hundred has the rare word. */
function textOf(place: number): string {
  const text = Array.from({ length: 180 }, (_, at) => words[(place * 7 + at * at + at * 3) % words.length]).join(' ');
  return place % 500 === 499 ? `${text} hapax legomenon` : text;
}

const texts: string[] = [];
let state = emptyState;

/** Puts so many messages into the database, ten to a conversation. */
async function prepare(count: number): Promise<void> {
  const opened = await openDatabase(databaseName, { replaced: () => undefined, lost: () => undefined });
  if (opened.state !== 'open') throw new Error(opened.detail);
  const { database } = opened;
  const conversations = new Map(state.conversations);
  for (let start = 0; start < count; start += 2000) {
    const transaction = database.transaction('messages', 'readwrite');
    for (let place = start; place < Math.min(count, start + 2000); place += 1) {
      const conversationId = `c${Math.floor(place / 10)}`;
      conversations.set(conversationId, newConversation(conversationId, place, null));
      const where = { id: `m${String(place).padStart(8, '0')}`, conversationId, createdAt: place };
      const parentId = place % 10 === 0 ? null : `m${String(place - 1).padStart(8, '0')}`;
      const text = textOf(place);
      texts.push(text);
      const message: MessageRecord =
        place % 2 === 0
          ? newQuestion({ ...where, parentId }, text)
          : { ...newAnswer({ ...where, parentId: parentId ?? '' }, asked, {}), status: 'done', text };
      void transaction.store.put(message);
    }
    await transaction.done;
  }
  database.close();
  state = { ...emptyState, conversations };
}

interface Taken {
  /** Milliseconds until all was searched. */
  readonly whole: number;
  /** Milliseconds until the first conversation was found. */
  readonly first: number;
  readonly count: number;
  /** Longest time between two turns of the page meanwhile. Milliseconds. */
  readonly stall: number;
}

function run(search: Search, typed: string): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let first = 0;
    let count = 0;
    let stall = 0;
    let turn = began;
    let isOver = false;
    const tick = (): void => {
      const now = performance.now();
      stall = Math.max(stall, now - turn);
      turn = now;
      if (!isOver) setTimeout(tick, 0);
    };
    tick();
    search.find(planSearch(readQuery(typed), null), {
      found(found) {
        if (count === 0) first = performance.now() - began;
        for (const one of found) count += one.count;
      },
      done() {
        isOver = true;
        resolve({ whole: performance.now() - began, first, count, stall });
      },
      failed: (detail) => reject(new Error(detail)),
    });
  });
}

function bare(typed: string): Taken {
  const began = performance.now();
  let count = 0;
  for (const text of texts) if (text.toLowerCase().includes(typed)) count += 1;
  const whole = performance.now() - began;
  return { whole, first: whole, count, stall: whole };
}

/** Of each way: the first search, which reads the database, and the median of later ones. */
async function measure(typed: string, rounds: number): Promise<{ readonly bare: Taken; readonly cold: Taken; readonly warm: Taken }> {
  const median = (list: readonly Taken[]): Taken => {
    const found = list.toSorted((left, right) => left.whole - right.whole)[Math.floor(list.length / 2)];
    if (found === undefined) throw new Error('Nothing was measured.');
    return found;
  };
  const ways: { readonly bare: Taken[]; readonly cold: Taken[]; readonly warm: Taken[] } = { bare: [], cold: [], warm: [] };
  for (let round = 0; round < rounds; round += 1) {
    ways.bare.push(bare(typed));
    const search = openSearch(databaseName, state);
    ways.cold.push(await run(search, typed));
    ways.warm.push(await run(search, typed));
    search.close();
  }
  const taken = { bare: median(ways.bare), cold: median(ways.cold), warm: median(ways.warm) };
  if (taken.cold.count !== taken.bare.count || taken.warm.count !== taken.bare.count) throw new Error('Not all of it was found.');
  return taken;
}

Object.assign(globalThis, { prepare, measure });
