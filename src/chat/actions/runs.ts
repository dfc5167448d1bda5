import type { SamplingParameters } from '#providers/provider.ts';
import type { Engine } from '../engine.ts';
import type { RunRecord, VoteRecord } from '../item-records.ts';
import { restamp } from '../merge.ts';
import { newConversation, newQuestion } from '../new-records.ts';
import { newVote } from '../new-vote.ts';
import { questionIdOf } from '../prompt-set/cells.ts';
import { type ConversationRecord, schemaVersion } from '../records.ts';

export interface NewRun {
  readonly title: string;
  readonly prompts: RunRecord['prompts'];
  /** "backend id/model id" of each column. */
  readonly models: readonly string[];
  /** The same for all columns. */
  readonly system: string | null;
  readonly parameters: SamplingParameters;
  readonly seed: number;
}

/** They come with the screen of the runs. */
export interface RunActions {
  /** Puts a run and its empty conversations in place. Nothing is asked yet. Gives its id. */
  addRun(run: NewRun): string;
  /**
   * Asks a column one prompt, once more if it was asked before. Gives the answer's id; `null` if the run, the prompt or the column is not
   * here.
   */
  askPrompt(runId: string, conversationId: string, place: number): string | null;
  /** Keeps a judgement. */
  addVote(vote: Pick<VoteRecord, 'questionId' | 'how' | 'sides' | 'choice'>): void;
  /** Takes a run away with its conversations; what is being answered is stopped. */
  removeRun(runId: string): void;
  restoreRun(runId: string): void;
}

export function runActions(engine: Engine): RunActions {
  const { get, set, now, makeId, openConversation, changeConversation, stopWhere, ask } = engine;

  function setDeleted(runId: string, isDeleted: boolean): void {
    const run = get().items.get(runId);
    if (run?.kind !== 'run') return;
    if (isDeleted) stopWhere(({ conversationId }) => run.columns.includes(conversationId));
    const deleted = (before: RunRecord['deleted'], at: number) => restamp(before, isDeleted ? at : null, at);
    for (const id of run.columns) changeConversation(id, (one, at) => ({ ...one, deleted: deleted(one.deleted, at) }));
    set({ items: new Map(get().items).set(runId, { ...run, deleted: deleted(run.deleted, now()) }) });
  }

  return {
    addRun({ title, prompts, models, system, parameters, seed }) {
      const at = now();
      const id = makeId();
      const stamp = <Value>(value: Value) => ({ value, updatedAt: at });
      const columns = models.map(
        (model): ConversationRecord => ({
          ...newConversation(makeId(), at, model, system),
          title: stamp(title),
          parameters: stamp(parameters),
          comparisonId: id,
        }),
      );
      const run: RunRecord = {
        kind: 'run',
        schemaVersion,
        id,
        createdAt: at,
        deleted: stamp(null),
        title: stamp(title),
        prompts,
        columns: columns.map((column) => column.id),
        seed,
      };
      const { conversations, loaded, items } = get();
      set({
        conversations: new Map([...conversations, ...columns.map((column) => [column.id, column] as const)]),
        loaded: new Set([...loaded, ...run.columns]),
        items: new Map(items).set(id, run),
      });
      return id;
    },

    askPrompt(runId, conversationId, place) {
      const run = get().items.get(runId);
      const conversation = openConversation(conversationId);
      const prompt = run?.kind === 'run' ? run.prompts[place] : undefined;
      if (run?.kind !== 'run' || conversation === null || prompt === undefined) return null;
      const id = questionIdOf(conversationId, place);
      const asked = get().messages.get(id);
      const question =
        asked?.kind === 'question' ? asked : newQuestion({ id, conversationId, parentId: null, createdAt: now() }, prompt.text);
      return ask(conversation, question, { seed: run.seed });
    },

    addVote(vote) {
      const judged = newVote(makeId(), now(), vote);
      set({ items: new Map(get().items).set(judged.id, judged) });
    },
    removeRun: (runId) => setDeleted(runId, true),
    restoreRun: (runId) => setDeleted(runId, false),
  };
}
