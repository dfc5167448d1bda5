import { type AskOptions, type Engine, fetched } from '../engine.ts';
import { hasFollowers, headOf, pathFromHead } from '../message-tree.ts';
import { asTemporary, newConversation, newQuestion } from '../new-records.ts';
import { sentParameters } from '../parameters.ts';
import type { PromptPreview } from '../preview.ts';
import { freshStart } from '../prompts/presets.ts';
import type { AnswerRecord, Attachment, ConversationRecord, QuestionRecord } from '../records.ts';
import { isLive, temporaryDraft } from '../state.ts';
import { setDraft, setDraftAttachments } from './choices.ts';

export interface AskingActions {
  /** Commits the question and an empty answer, then asks. Without text and attachments it does nothing and gives `null`. */
  send(input: {
    conversationId: string | null;
    text: string;
    attachments?: readonly Attachment[];
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
  /** The same by another model. The conversation's own model stays. */
  askModel(answerId: string, model: string): string | null;
  /** Answers a question that has no answer any more. Gives the answer's id. */
  answerQuestion(questionId: string): string | null;
  /** So many new answers beside this one, drawn with a seed each. Gives the first one's id. */
  askDrafts(answerId: string, count: number): Promise<string | null>;
  /**
   * Goes on from an answer that was cut, which stays as it is. Where the backend can be given the beginning of an answer, a new version
   * begins with the old words; else the model is asked with `words`, a question of its own below the answer. Gives the new answer's id;
   * `null` if there is nothing to go on from. Rejects, with words for the person, if it cannot be asked.
   */
  continueAnswer(answerId: string, words: string): Promise<string | null>;
  /** A new question beside this one; the old branch stays. Without `attachments` it has the old one's. Gives the new answer's id. */
  edit(questionId: string, text: string, attachments?: readonly Attachment[]): string | null;
  /**
   * Whether the model of a conversation reads pictures; `null` where nobody tells. Asks the backend if it must. Rejects, with words for the
   * person, if the model cannot be described.
   */
  readsImages(conversationId: string | null): Promise<boolean | null>;
  /**
   * The request that `send` would make of this text now. Nothing is generated. Rejects, with words for the person, if it cannot be told;
   * when `signal` is aborted, which ends what the backend is asked for it.
   */
  preview(
    input: { conversationId: string | null; text: string; attachments?: readonly Attachment[] },
    signal: AbortSignal,
  ): Promise<PromptPreview>;
}

const isBlank = (text: string, attachments: readonly Attachment[]): boolean => text.trim() === '' && attachments.length === 0;

export function askingActions(engine: Engine): AskingActions {
  const { get, set, now, makeId, stop, openConversation, openMessage, ask, personsParameters, questionFrom, describe, findProvider } =
    engine;

  function again(answerId: string, options: AskOptions): string | null {
    const found = askedFor(engine, answerId);
    return found === null ? null : ask(found.conversation, found.question, options);
  }

  return {
    send({ conversationId, text, attachments = [], temporary = false }) {
      if (isBlank(text, attachments)) return null;
      const at = now();
      const { chosenModel, newSystem, newParameters } = get();
      const fresh = (): ConversationRecord => newConversation(makeId(), at, chosenModel, newSystem, newParameters);
      const conversation = conversationId !== null ? openConversation(conversationId) : temporary ? asTemporary(fresh()) : fresh();
      if (conversation === null) return null;
      const parentId = headOf(get().messages, conversation);
      const parent = parentId === null ? undefined : get().messages.get(parentId);
      // A question asked into a running answer would be answered without its end.
      if (parent?.kind === 'answer' && isLive(parent)) return null;
      const question = newQuestion({ id: makeId(), conversationId: conversation.id, parentId, createdAt: at }, text, attachments);
      const answerId = ask(conversation, question);
      if (answerId === null) return null;
      const draftKey = conversationId ?? (temporary ? temporaryDraft : null);
      setDraft(engine, draftKey, '');
      setDraftAttachments(engine, draftKey, []);
      if (conversationId === null) set(freshStart(get()));
      return { conversationId: conversation.id, answerId };
    },

    stop,

    askAgain(answerId, seed) {
      const asked = askedFor(engine, answerId);
      if (asked === null) return null;
      const kept = asked.conversation.comparisonId === undefined ? seed : (seed ?? asked.answer.provenance.parameters.seed);
      return ask(asked.conversation, asked.question, kept === undefined ? {} : { seed: kept });
    },

    askModel: (answerId, model) => again(answerId, { model }),

    reproduce(answerId) {
      const asked = askedFor(engine, answerId);
      // One that goes on from another cannot be asked from its own record alone: a part of its text is the other's.
      const isOwn = asked !== null && !isLive(asked.answer) && asked.answer.provenance.continues === undefined;
      return isOwn ? ask(asked.conversation, asked.question, { again: asked.answer }) : null;
    },

    answerQuestion(questionId) {
      const found = openMessage(questionId);
      if (found?.message.kind !== 'question' || hasFollowers(get().messages, questionId, found.conversation.removed)) return null;
      return ask(found.conversation, found.message);
    },

    async askDrafts(answerId, count) {
      const { askDrafts } = await fetched(import('./drafting.ts'));
      return askDrafts(engine, answerId, count);
    },

    async continueAnswer(answerId, words) {
      const { continueAnswer } = await fetched(import('./going-on.ts'));
      return continueAnswer(engine, answerId, words);
    },

    edit(questionId, text, attachments) {
      const found = openMessage(questionId);
      if (found?.message.kind !== 'question') return null;
      const { message: question, conversation } = found;
      const kept = attachments ?? question.attachments ?? [];
      if (isBlank(text, kept)) return null;
      const place = { id: makeId(), conversationId: question.conversationId, parentId: question.parentId, createdAt: now() };
      return ask(conversation, newQuestion(place, text, kept));
    },

    async readsImages(conversationId) {
      const { readsImages } = await fetched(import('./going-on.ts'));
      return readsImages(engine, conversationId);
    },

    async preview({ conversationId, text, attachments = [] }, signal) {
      const { messages, chosenModel, newSystem, newParameters } = get();
      const conversation =
        conversationId === null ? newConversation('new', now(), chosenModel, newSystem, newParameters) : openConversation(conversationId);
      const model = conversation?.model.value ?? chosenModel;
      if (conversation === null || model === null) throw new Error('There is nothing to ask, or nobody.');
      const parentId = headOf(messages, conversation);
      const question = newQuestion({ id: 'next', conversationId: conversation.id, parentId, createdAt: now() }, text, attachments);
      const path = [...pathFromHead(messages, parentId), ...(isBlank(text, attachments) ? [] : [question])];
      const description = await describe(model);
      const provider = await findProvider(description.asked.backendId);
      const asking = { ...questionFrom(conversation, path), provider, description };
      const { previewRequest } = await fetched(import('../preview.ts'));
      return previewRequest({ ...asking, parameters: sentParameters(description, personsParameters(conversation)) }, signal);
    },
  };
}

/** The question of an answer that can be asked once more. */
export function askedFor({ get, openMessage }: Engine, answerId: string): AskedFor | null {
  const found = openMessage(answerId);
  if (found?.message.kind !== 'answer') return null;
  const question = get().messages.get(found.message.parentId);
  return question?.kind === 'question' ? { answer: found.message, question, conversation: found.conversation } : null;
}

interface AskedFor {
  readonly answer: AnswerRecord;
  readonly question: QuestionRecord;
  readonly conversation: ConversationRecord;
}
