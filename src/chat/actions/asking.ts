import { takesImages } from '#providers/takes-images.ts';
import { isCut } from '../continuing.ts';
import { type AskOptions, type Engine, fetched } from '../engine.ts';
import { restamp } from '../merge.ts';
import { hasFollowers, headOf, pathFromHead } from '../message-tree.ts';
import { newConversation, newQuestion } from '../new-records.ts';
import type { PromptPreview } from '../preview.ts';
import type { AnswerRecord, Attachment, ConversationRecord, QuestionRecord } from '../records.ts';
import { isLive } from '../state.ts';
import { setDraft, setDraftAttachments } from './choices.ts';

export interface AskingActions {
  /**
   * Commits the question and an empty answer, then asks. Without text and attachments it does nothing and gives `null`. With `drafts` so many
   * answers are asked for at once, and the first one's id is given.
   */
  send(input: {
    conversationId: string | null;
    text: string;
    attachments?: readonly Attachment[];
    drafts?: number;
  }): { conversationId: string; answerId: string } | null;
  stop(answerId: string): void;
  /** A new answer beside this one (a sibling), by the model chosen now, drawn with `seed` if one is given. Gives its id. */
  askAgain(answerId: string, seed?: number): string | null;
  /** The same by another model. The conversation's own model stays. */
  askModel(answerId: string, model: string): string | null;
  /** Answers a question that has no answer any more. Gives the answer's id. */
  answerQuestion(questionId: string): string | null;
  /** So many new answers beside this one, drawn with a seed each. Gives the first one's id. */
  askDrafts(answerId: string, count: number): string | null;
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
  const { get, set, now, makeId, running, openConversation, openMessage, ask, questionFrom, describeModel, findProvider } = engine;

  /** The question of an answer that can be asked once more. */
  function askedFor(answerId: string): { answer: AnswerRecord; question: QuestionRecord; conversation: ConversationRecord } | null {
    const found = openMessage(answerId);
    if (found?.message.kind !== 'answer') return null;
    const question = get().messages.get(found.message.parentId);
    return question?.kind === 'question' ? { answer: found.message, question, conversation: found.conversation } : null;
  }

  function again(answerId: string, options: AskOptions): string | null {
    const found = askedFor(answerId);
    return found === null ? null : ask(found.conversation, found.question, options);
  }

  /** Asks several times at once and shows the first. A seed that the person set is the first one's; the others follow it. */
  function askSeveral(conversation: ConversationRecord, question: QuestionRecord, count: number): string | null {
    const draftSet = makeId();
    const own = get().parameters.seed ?? (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % (2 ** 31 - count);
    const ids: string[] = [];
    for (let place = 0; place < count; place += 1) {
      const changedNow = get().conversations.get(conversation.id) ?? conversation;
      const id = ask(changedNow, question, { seed: own + place, draftSet });
      if (id !== null) ids.push(id);
    }
    const [first = null] = ids;
    if (first !== null) {
      engine.changeConversation(conversation.id, (changed, at) => ({ ...changed, head: restamp(changed.head, first, at) }));
    }
    return first;
  }

  return {
    send({ conversationId, text, attachments = [], drafts = 1 }) {
      if (isBlank(text, attachments)) return null;
      const at = now();
      const { chosenModel, newSystem } = get();
      const conversation =
        conversationId === null ? newConversation(makeId(), at, chosenModel, newSystem) : openConversation(conversationId);
      if (conversation === null) return null;
      const parentId = headOf(get().messages, conversation);
      const parent = parentId === null ? undefined : get().messages.get(parentId);
      // A question asked into a running answer would be answered without its end.
      if (parent?.kind === 'answer' && isLive(parent)) return null;
      const question = newQuestion({ id: makeId(), conversationId: conversation.id, parentId, createdAt: at }, text, attachments);
      const answerId = drafts > 1 ? askSeveral(conversation, question, drafts) : ask(conversation, question);
      if (answerId === null) return null;
      setDraft(engine, conversationId, '');
      setDraftAttachments(engine, conversationId, []);
      if (conversationId === null) set({ newSystem: null });
      return { conversationId: conversation.id, answerId };
    },

    stop(answerId) {
      running.get(answerId)?.abort();
    },

    askAgain: (answerId, seed) => again(answerId, seed === undefined ? {} : { seed }),
    askModel: (answerId, model) => again(answerId, { model }),

    answerQuestion(questionId) {
      const found = openMessage(questionId);
      if (found?.message.kind !== 'question' || hasFollowers(get().messages, questionId, found.conversation.removed)) return null;
      return ask(found.conversation, found.message);
    },

    askDrafts(answerId, count) {
      const found = askedFor(answerId);
      return found === null ? null : askSeveral(found.conversation, found.question, count);
    },

    async continueAnswer(answerId, words) {
      const found = askedFor(answerId);
      if (found === null || !isCut(found.answer)) return null;
      const model = found.conversation.model.value ?? get().chosenModel;
      if (model === null) return null;
      const description = await describeModel(model, get().matches[model]);
      if (description.cutsItself) return null;
      const { asked, promptFormat } = description;
      const provider = await findProvider(asked.backendId);
      const goesOn = await provider.canContinue({ modelId: asked.modelId, promptFormat }, AbortSignal.timeout(tellLimit));
      // It may have been removed meanwhile, or a version may have been added: the conversation is asked as it is now.
      const still = askedFor(answerId);
      if (still === null) return null;
      if (goesOn) return ask(still.conversation, still.question, { continues: still.answer });
      const place = { id: makeId(), conversationId: still.conversation.id, parentId: answerId, createdAt: now() };
      return ask(still.conversation, newQuestion(place, words));
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
      const { chosenModel, conversations, matches } = get();
      const model = (conversationId === null ? null : conversations.get(conversationId)?.model.value) ?? chosenModel;
      if (model === null) return null;
      const { asked, promptFormat, readsImages } = await describeModel(model, matches[model]);
      // A prompt that is written here is text.
      if (promptFormat !== null || !takesImages.has(asked.backendKind)) return false;
      if (readsImages !== undefined) return readsImages;
      const provider = await findProvider(asked.backendId);
      return (await provider.inspectModel(asked.modelId, AbortSignal.timeout(tellLimit)))?.readsImages ?? null;
    },

    async preview({ conversationId, text, attachments = [] }, signal) {
      const { messages, chosenModel, newSystem, parameters, matches } = get();
      const conversation =
        conversationId === null ? newConversation('new', now(), chosenModel, newSystem) : openConversation(conversationId);
      const model = conversation?.model.value ?? chosenModel;
      if (conversation === null || model === null) throw new Error('There is nothing to ask, or nobody.');
      const parentId = headOf(messages, conversation);
      const question = newQuestion({ id: 'next', conversationId: conversation.id, parentId, createdAt: now() }, text, attachments);
      const path = [...pathFromHead(messages, parentId), ...(isBlank(text, attachments) ? [] : [question])];
      const description = await describeModel(model, matches[model]);
      const provider = await findProvider(description.asked.backendId);
      const asking = { ...questionFrom(conversation, path), provider, description };
      const { previewRequest } = await fetched(import('../preview.ts'));
      return previewRequest({ ...asking, parameters: { ...description.parameters, ...parameters } }, signal);
    },
  };
}

/** How long a backend may take to tell what it can before it is done without. Milliseconds. */
const tellLimit = 5000;
