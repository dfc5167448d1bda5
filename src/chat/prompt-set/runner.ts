import { createStore, type StoreApi } from 'zustand/vanilla';
import { runActions } from '../actions/runs.ts';
import type { RunRecord } from '../item-records.ts';
import { type ChatStoreState, isLive } from '../state.ts';
import { answerOf, answersIn, type CellState, stateOf } from './cells.ts';

/** Prompts that one column is asked at a time. More would only wait in the scheduler of its server. */
const parallel = 2;
/** After so many failures in a row a column is left alone: its server is not well, and asking on would fail the whole set. */
const patience = 3;

export interface RunnerState {
  /** Runs that this tab goes on with. */
  readonly active: ReadonlySet<string>;
  /** Columns that failed several times in a row and wait for a person. */
  readonly held: ReadonlySet<string>;
}

export interface Runner {
  readonly state: StoreApi<RunnerState>;
  /** Goes on with a run where it stands; columns that were held are tried again. Its conversations must be loaded. */
  start(runId: string): void;
  /** Asks nothing more; what runs is stopped, and asked anew when the run goes on. */
  pause(runId: string): void;
  /** Puts every failed prompt of a run back into the row, and goes on. */
  retryFailed(runId: string): void;
}

interface Column {
  readonly conversationId: string;
  /** Answers that are being written. */
  readonly asked: Set<string>;
  /** Places of prompts that wait, in order. */
  readonly waiting: number[];
  /** Places that were asked since the start: none is asked twice, however it ended. */
  readonly tried: Set<number>;
  failures: number;
}

/** Works through prompt sets, whatever screen is open: a few prompts at a time for each column, each column at its own pace. */
export function createRunner(store: StoreApi<ChatStoreState>): Runner {
  const state = createStore<RunnerState>()(() => ({ active: new Set(), held: new Set() }));
  const runs = store.getState().actions.group(runActions);
  const running = new Map<string, readonly Column[]>();
  let unsubscribe: (() => void) | null = null;
  let isPumping = false;

  const runOf = (id: string): RunRecord | null => {
    const item = store.getState().items.get(id);
    return item?.kind === 'run' && item.deleted.value === null ? item : null;
  };

  function begin(runId: string, isWanted: (cell: CellState) => boolean): void {
    const run = runOf(runId);
    if (run === null) return;
    const held = new Set([...state.getState().held].filter((id) => !run.columns.includes(id)));
    state.setState({ active: new Set(state.getState().active).add(runId), held });
    const columns = run.columns.map((conversationId): Column => {
      const known = running.get(runId)?.find((column) => column.conversationId === conversationId);
      return { conversationId, asked: known?.asked ?? new Set(), waiting: [], tried: new Set(), failures: 0 };
    });
    running.set(runId, columns);
    fill(run, columns, isWanted);
    unsubscribe ??= store.subscribe(pump);
    pump();
  }

  /** Puts the prompts that are wanted into the rows of columns that have nothing to do. Says whether somebody still writes one of them. */
  function fill(run: RunRecord, columns: readonly Column[], isWanted: (cell: CellState) => boolean): boolean {
    const { messages } = store.getState();
    const answers = answersIn(messages);
    let isWritten = false;
    for (const { conversationId, waiting, tried } of columns) {
      if (state.getState().held.has(conversationId)) continue;
      for (const place of run.prompts.keys()) {
        const cell = stateOf(answerOf(messages, conversationId, place, answers));
        isWritten ||= cell === 'live';
        if (!tried.has(place) && isWanted(cell)) waiting.push(place);
      }
    }
    return isWritten;
  }

  function end(runId: string): void {
    running.delete(runId);
    const active = new Set(state.getState().active);
    active.delete(runId);
    state.setState({ active });
    if (running.size > 0) return;
    unsubscribe?.();
    unsubscribe = null;
  }

  /** Looks at what has ended and asks what comes next. Asking changes the store, which calls this again: once is enough. */
  function pump(): void {
    if (isPumping) return;
    isPumping = true;
    try {
      for (const [runId, columns] of running) {
        const run = runOf(runId);
        for (const column of columns) advance(runId, column);
        // What another tab, or a run that was just paused, was writing may have been left open meanwhile.
        const isWritten = run !== null && columns.every(isIdle) && fill(run, columns, isOpen);
        if (run === null || (columns.every(isIdle) && !isWritten)) end(runId);
        else for (const column of columns) advance(runId, column);
      }
    } finally {
      isPumping = false;
    }
  }

  function advance(runId: string, column: Column): void {
    const { messages } = store.getState();
    for (const answerId of column.asked) {
      const answer = messages.get(answerId);
      if (answer?.kind === 'answer' && isLive(answer)) continue;
      column.asked.delete(answerId);
      column.failures = answer?.kind === 'answer' && answer.status === 'failed' ? column.failures + 1 : 0;
    }
    if (column.failures >= patience) {
      column.waiting.length = 0;
      const { held } = state.getState();
      if (!held.has(column.conversationId)) state.setState({ held: new Set(held).add(column.conversationId) });
    }
    if (column.asked.size === parallel || column.waiting.length === 0) return;
    const answers = answersIn(messages);
    while (column.asked.size < parallel) {
      const place = column.waiting.shift();
      if (place === undefined) return;
      // Another tab that goes on with the same run may have asked it since.
      const cell = stateOf(answerOf(messages, column.conversationId, place, answers));
      if (cell === 'live' || cell === 'done') continue;
      column.tried.add(place);
      const answerId = runs.askPrompt(runId, column.conversationId, place);
      if (answerId !== null) column.asked.add(answerId);
    }
  }

  return {
    state,
    start: (runId) => begin(runId, isOpen),
    retryFailed: (runId) => begin(runId, (cell) => cell === 'open' || cell === 'failed'),
    pause(runId) {
      const columns = running.get(runId) ?? [];
      end(runId);
      for (const { asked } of columns) for (const answerId of asked) store.getState().actions.stop(answerId);
    },
  };
}

const isOpen = (cell: CellState): boolean => cell === 'open';
const isIdle = ({ asked, waiting }: Column): boolean => asked.size === 0 && waiting.length === 0;
