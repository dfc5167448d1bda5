import { type Engine, fetched } from '../engine.ts';
import { headOf, pathFromHead } from '../message-tree.ts';
import { asTemporary, newConversation, newQuestion } from '../new-records.ts';
import type { PromptPreview } from '../preview.ts';
import { freshStart } from '../prompts/presets.ts';
import type { ConversationRecord, QuestionRecord } from '../records.ts';
import { isLive, temporaryDraft } from '../state.ts';
import { setDraft } from './choices.ts';

export interface AskingActions {
  /** Commits the question and an empty answer, then asks. Empty or blank text does nothing and gives `null`. */
  send(input: {
    conversationId: string | null;
    text: string;
    /** A new conversation is one that is never kept. */
    temporary?: boolean;
  }): { conversationId: string; answerId: string } | null;
  stop(answerId: string): void;
  /**
   * A new answer beside this one (a sibling), by the model chosen now, drawn with `seed` if one is given. In a column of a comparison it is
   * drawn with the seed of this one, as the answers beside it were. Gives its id.
   */
  askAgain(answerId: string, seed?: number): string | null;
  /** A new answer beside this one, asked from its record: by its model, with its system text, parameters and messages. Gives its id. */
  reproduce(answerId: string): string | null;
  /** A new question beside this one; the old branch stays. Gives the new answer's id. */
  edit(questionId: string, text: string): string | null;
  /**
   * The request that `send` would make of this text now. Nothing is generated. Rejects, with words for the person, if it cannot be told;
   * when `signal` is aborted, which ends what the backend is asked for it.
   */
  preview(input: { conversationId: string | null; text: string }, signal: AbortSignal): Promise<PromptPreview>;
}

export function askingActions(engine: Engine): AskingActions {
  const { get, set, now, makeId, running, openConversation, ask, personsParameters, questionFrom, describe, findProvider } = engine;
  /** An answer with what it answers, if its conversation is open. */
  function askedFor(answerId: string) {
    const answer = get().messages.get(answerId);
    const question = answer?.kind === 'answer' ? get().messages.get(answer.parentId) : undefined;
    const conversation = question === undefined ? null : openConversation(question.conversationId);
    return answer?.kind === 'answer' && question?.kind === 'question' && conversation !== null ? { answer, question, conversation } : null;
  }

  return {
    send({ conversationId, text, temporary = false }) {
      if (text.trim() === '') return null;
      const at = now();
      const { chosenModel, newSystem, newParameters } = get();
      const fresh = (): ConversationRecord => newConversation(makeId(), at, chosenModel, newSystem, newParameters);
      const conversation = conversationId !== null ? openConversation(conversationId) : temporary ? asTemporary(fresh()) : fresh();
      if (conversation === null) return null;
      const parentId = headOf(get().messages, conversation);
      const parent = parentId === null ? undefined : get().messages.get(parentId);
      // A question asked into a running answer would be answered without its end.
      if (parent?.kind === 'answer' && isLive(parent)) return null;
      const question = newQuestion({ id: makeId(), conversationId: conversation.id, parentId, createdAt: at }, text);
      const answerId = ask(conversation, question);
      if (answerId === null) return null;
      setDraft(engine, conversationId ?? (temporary ? temporaryDraft : null), '');
      if (conversationId === null) set(freshStart(get()));
      return { conversationId: conversation.id, answerId };
    },

    stop(answerId) {
      running.get(answerId)?.abort();
    },

    askAgain(answerId, seed) {
      const asked = askedFor(answerId);
      if (asked === null) return null;
      const kept = asked.conversation.comparisonId === undefined ? seed : (seed ?? asked.answer.provenance.parameters.seed);
      return ask(asked.conversation, asked.question, kept === undefined ? {} : { seed: kept });
    },

    reproduce(answerId) {
      const asked = askedFor(answerId);
      return asked === null || isLive(asked.answer) ? null : ask(asked.conversation, asked.question, { again: asked.answer });
    },

    edit(questionId, text) {
      const question = get().messages.get(questionId);
      if (question?.kind !== 'question' || text.trim() === '') return null;
      const conversation = openConversation(question.conversationId);
      if (conversation === null) return null;
      return ask(conversation, newQuestion({ ...placeOf(question), id: makeId(), createdAt: now() }, text));
    },

    async preview({ conversationId, text }, signal) {
      const { messages, chosenModel, newSystem, newParameters } = get();
      const conversation =
        conversationId === null ? newConversation('new', now(), chosenModel, newSystem, newParameters) : openConversation(conversationId);
      const model = conversation?.model.value ?? chosenModel;
      if (conversation === null || model === null) throw new Error('There is nothing to ask, or nobody.');
      const parentId = headOf(messages, conversation);
      const question = newQuestion({ id: 'next', conversationId: conversation.id, parentId, createdAt: now() }, text);
      const path = [...pathFromHead(messages, parentId), ...(text.trim() === '' ? [] : [question])];
      const description = await describe(model);
      const provider = await findProvider(description.asked.backendId);
      const asking = { ...questionFrom(conversation, path), provider, description };
      const { previewRequest } = await fetched(import('../preview.ts'));
      return previewRequest({ ...asking, parameters: { ...description.parameters, ...personsParameters(conversation) } }, signal);
    },
  };
}

function placeOf(question: QuestionRecord): Pick<QuestionRecord, 'conversationId' | 'parentId'> {
  return { conversationId: question.conversationId, parentId: question.parentId };
}
