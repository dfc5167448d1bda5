import { drawn, drawnSeed } from '../chance.ts';
import { answersToJudge, liveAnswers } from '../column-answers.ts';
import { fewestColumns, livingComparison, mostColumns, termsOf } from '../comparison.ts';
import type { Engine } from '../engine.ts';
import type { BlindRound, ColumnSetup, ComparisonRecord, SharedTerms, VoteRecord } from '../item-records.ts';
import { restamp } from '../merge.ts';
import { headOf } from '../message-tree.ts';
import { newConversation, newQuestion } from '../new-records.ts';
import { newVote, sideOf } from '../new-vote.ts';
import { type ConversationRecord, schemaVersion } from '../records.ts';
import { isLive } from '../state.ts';
import { titleOf } from '../title.ts';

export interface ComparingActions {
  /**
   * A comparison with an empty conversation for each of these, at most eight. With `isBlind` two of them are drawn and stand in random
   * order. Gives its id; `null` if there are fewer than two.
   */
  compare(setups: readonly ColumnSetup[], terms: SharedTerms, isBlind: boolean): string | null;
  /** Asks one text in several conversations, each under its own model. Where an answer is being written nothing is asked. Gives the answers' ids. */
  askEach(conversationIds: readonly string[], text: string, seed?: number): readonly string[];
  /** Asks all columns the same, with one seed. Nothing if one of them is still being answered. Gives the answers' ids. */
  askColumns(comparisonId: string, text: string): readonly string[];
  stopColumns(comparisonId: string): void;
  setTerms(comparisonId: string, terms: SharedTerms): void;
  /** One more column at the right, with nothing said in it. Gives its conversation's id; `null` if there is no place for it. */
  addColumn(comparisonId: string, setup: ColumnSetup): string | null;
  /** What a column is asked with from the next question on. */
  setColumn(conversationId: string, setup: ColumnSetup): void;
  /** Puts the columns in this order. Those that are left out go with their conversations, and come back with them. */
  arrangeColumns(comparisonId: string, columns: readonly string[]): void;
  /** Brings a column that was left out back to its place, counted from 0, beside all that came since. */
  restoreColumn(comparisonId: string, conversationId: string, place: number): void;
  /** Says who answered without a vote: the round counts nothing from then on. */
  reveal(comparisonId: string): void;
  /** The vote of a blind round, which ends it. `choice` is the place of the better one, counted from the left. Gives the vote's id. */
  vote(comparisonId: string, choice: VoteRecord['choice']): string | null;
}

export function comparingActions(engine: Engine): ComparingActions {
  const { get, set, now, makeId, stop, stopWhere, openConversation, changeConversation, ask } = engine;

  function living(comparisonId: string): ComparisonRecord | null {
    return livingComparison(get().items, comparisonId);
  }

  function change(comparisonId: string, changed: (comparison: ComparisonRecord, at: number) => Partial<ComparisonRecord>): void {
    const comparison = living(comparisonId);
    if (comparison !== null) set({ items: new Map(get().items).set(comparisonId, { ...comparison, ...changed(comparison, now()) }) });
  }

  function column(comparisonId: string, { model, system, parameters }: ColumnSetup, at: number): ConversationRecord {
    return { ...newConversation(makeId(), at, model, system), comparisonId, parameters: { value: parameters, updatedAt: at } };
  }

  /** Puts new conversations in, with their messages here: there are none. */
  function open(added: readonly ConversationRecord[]): void {
    const conversations = new Map(get().conversations);
    for (const conversation of added) conversations.set(conversation.id, conversation);
    set({ conversations, loaded: new Set([...get().loaded, ...added.map(({ id }) => id)]) });
  }

  function setDeleted(ids: readonly string[], deleted: boolean): void {
    if (deleted) stopWhere(({ conversationId }) => ids.includes(conversationId));
    for (const id of ids) {
      changeConversation(id, (one, at) => ({ ...one, deleted: restamp(one.deleted, deleted ? at : null, at) }));
    }
  }

  function arrange(comparisonId: string, order: readonly string[]): void {
    const before = living(comparisonId)?.columns.value ?? [];
    change(comparisonId, ({ columns }, at) => ({ columns: restamp(columns, order, at) }));
    setDeleted(
      before.filter((id) => !order.includes(id)),
      true,
    );
    setDeleted(
      order.filter((id) => !before.includes(id)),
      false,
    );
  }

  function askOne(conversationId: string, text: string, seed: number | undefined): readonly string[] {
    const conversation = openConversation(conversationId);
    if (conversation === null || text.trim() === '') return [];
    const parentId = headOf(get().messages, conversation);
    const parent = get().messages.get(parentId ?? '');
    if (parent?.kind === 'answer' && isLive(parent)) return [];
    const question = newQuestion({ id: makeId(), conversationId, parentId, createdAt: now() }, text);
    const answerId = ask(conversation, question, seed === undefined ? {} : { seed });
    return answerId === null ? [] : [answerId];
  }

  function askEach(conversationIds: readonly string[], text: string, seed?: number): readonly string[] {
    return conversationIds.flatMap((id) => askOne(id, text, seed));
  }

  return {
    compare(setups, terms, isBlind) {
      const chosen = setups.slice(0, mostColumns);
      if (chosen.length < fewestColumns) return null;
      const [id, at] = [makeId(), now()];
      const columns = (isBlind ? drawn(chosen, 2) : chosen).map((setup) => column(id, setup, at));
      const stamped = <Value>(value: Value) => ({ value, updatedAt: at });
      const comparison: ComparisonRecord = {
        kind: 'comparison',
        schemaVersion,
        id,
        createdAt: at,
        title: stamped(null),
        columns: stamped(columns.map((one) => one.id)),
        terms: stamped(terms),
        deleted: stamped(null),
      };
      open(columns);
      const round: BlindRound = { state: 'open', contenders: chosen };
      set({ items: new Map(get().items).set(id, isBlind ? { ...comparison, blind: stamped(round) } : comparison) });
      return id;
    },

    askEach,

    askColumns(comparisonId, text) {
      const comparison = living(comparisonId);
      if (comparison === null || liveAnswers(get(), comparison).length > 0) return [];
      const { seed } = termsOf(comparison);
      const asked = askEach(comparison.columns.value, text, seed === 'drawn' ? drawnSeed() : undefined);
      const named = titleOf(text);
      if (asked.length > 0 && comparison.title.value === null && named !== null) {
        change(comparisonId, ({ title }, at) => ({ title: restamp(title, named, at) }));
      }
      return asked;
    },

    stopColumns(comparisonId) {
      const comparison = living(comparisonId);
      for (const id of comparison === null ? [] : liveAnswers(get(), comparison)) stop(id);
    },

    setTerms: (comparisonId, value) =>
      change(comparisonId, ({ terms, createdAt }, at) => ({ terms: restamp(terms ?? { value, updatedAt: createdAt }, value, at) })),

    addColumn(comparisonId, setup) {
      const comparison = living(comparisonId);
      if (comparison === null || comparison.columns.value.length >= mostColumns) return null;
      const added = column(comparisonId, setup, now());
      open([added]);
      change(comparisonId, ({ columns }, at) => ({ columns: restamp(columns, [...columns.value, added.id], at) }));
      return added.id;
    },

    setColumn(conversationId, { model, system, parameters }) {
      changeConversation(conversationId, (one, at) => ({
        ...one,
        model: restamp(one.model, model, at),
        system: restamp(one.system ?? { value: null, updatedAt: one.createdAt }, system, at),
        parameters: restamp(one.parameters ?? { value: null, updatedAt: one.createdAt }, parameters, at),
      }));
    },

    arrangeColumns: arrange,

    restoreColumn(comparisonId, conversationId, place) {
      const columns = living(comparisonId)?.columns.value ?? [];
      if (!columns.includes(conversationId)) arrange(comparisonId, columns.toSpliced(place, 0, conversationId));
    },

    reveal: (comparisonId) => endRound(comparisonId, 'void'),

    vote(comparisonId, choice) {
      const comparison = living(comparisonId);
      const judged = comparison === null ? null : answersToJudge(get(), comparison);
      if (comparison?.blind?.value.state !== 'open' || judged === null) return null;
      const vote = newVote(makeId(), now(), {
        questionId: judged[0].parentId,
        comparisonId,
        how: 'blind',
        sides: judged.map(sideOf),
        choice,
      });
      set({ items: new Map(get().items).set(vote.id, vote) });
      endRound(comparisonId, 'voted');
      return vote.id;
    },
  };

  function endRound(comparisonId: string, state: BlindRound['state']): void {
    change(comparisonId, ({ blind }, at) =>
      blind?.value.state === 'open' ? { blind: restamp(blind, { ...blind.value, state }, at) } : {},
    );
  }
}
