import type { Found } from '#chat/search/match.ts';
import type { SearchPlan } from '#chat/search/plan.ts';
import { soughtIn } from '#chat/search/sought.ts';
import { type ChatState, isLive } from '#chat/state.ts';
import type { SearchOrder, SearchReport } from './talk.ts';

export interface SearchListener {
  /** What came to light since the last call, what was used last first. */
  readonly found: (found: readonly Found[]) => void;
  readonly done: () => void;
  /** In words of the browser. What was found until then stays true. */
  readonly failed: (detail: string) => void;
}

/**
 * A search that stays open while a person changes what they look for. It runs in a worker: typing waits for nothing. It knows the
 * conversations as they were when it was opened.
 */
export interface Search {
  /** Looks through everything; the search before it ends and is heard no more. */
  readonly find: (plan: SearchPlan, listener: SearchListener) => void;
  /** Ends the search that runs. */
  readonly cancel: () => void;
  readonly close: () => void;
}

/** `databaseName` `null`: nothing is stored, what is in memory is everything. */
export function openSearch(databaseName: string | null, state: ChatState): Search {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  let current = 0;
  let listening: SearchListener | null = null;
  const tell = (order: SearchOrder): void => worker.postMessage(order, []);

  worker.addEventListener('message', ({ data: report }: MessageEvent<SearchReport>) => {
    if (report.id !== current) return;
    if (report.type === 'failed') listening?.failed(report.detail);
    else if (report.type === 'done') listening?.done();
    else if (report.found.length > 0) listening?.found(report.found);
  });
  worker.addEventListener('error', (event) => listening?.failed(event.message));
  tell({ type: 'begin', databaseName, sought: soughtIn(state), memory: onlyInMemory(state) });

  return {
    find(plan, listener) {
      current += 1;
      listening = listener;
      tell({ type: 'find', id: current, plan });
    },
    cancel() {
      current += 1;
      listening = null;
      tell({ type: 'find', id: current, plan: { terms: [] } });
    },
    close() {
      listening = null;
      worker.terminate();
    },
  };
}

/** While everything is kept only the words of running answers are newer than the database; else all that this tab has counts. */
function onlyInMemory({ keeping, messages }: ChatState) {
  const all = [...messages.values()];
  return keeping.state === 'kept' ? all.filter((message) => message.kind === 'answer' && isLive(message)) : all;
}
