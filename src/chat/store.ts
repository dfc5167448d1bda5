import { type StoreApi, createStore } from 'zustand/vanilla';
import type { GenerationRequest, Provider, SamplingParameters, StreamPart } from '#providers/provider.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import { applyPart, isTerminal } from './answer.ts';
import { type Schedule, createFrame } from './frame.ts';
import { createIdMaker } from './id.ts';
import { mergeConversation, mergeMessage, restamp } from './merge.ts';
import { headOf, newestLeafBelow, pathFromHead, withMessages } from './message-tree.ts';
import { newAnswer, newConversation, newQuestion } from './new-records.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord, Provenance, QuestionRecord, StoredRecord } from './records.ts';
import { runGeneration } from './run.ts';
import { type ChatActions, type ChatState, type ChatStoreState, isLive } from './state.ts';
import { titleOf } from './title.ts';

/** What is known of a model before it is asked. */
export interface ModelDescription {
  readonly asked: Provenance['asked'];
  readonly promptFormat: PromptFormat | null;
  /** Tokens of its window by the configuration or the catalog; `null` = neither tells. */
  readonly contextTokens: number | null;
  /** It reads what it needs of a conversation, so nothing is left out for it. */
  readonly cutsItself: boolean;
  /** The model's usual parameters; the person's own go over them. */
  readonly parameters: SamplingParameters;
}

export interface ChatDependencies {
  /** Rejects, with words for the person, if there is no such backend. */
  readonly findProvider: (backendId: string) => Promise<Provider>;
  /** Describes "backend id/model id". An unknown one is described as far as its name goes; asking it then fails in `findProvider`. */
  readonly describeModel: (model: string) => ModelDescription;
  readonly locale: () => GenerationRequest['locale'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly schedule: Schedule;
  /** Keeps the question and the empty answer; nothing is sent before it is done. If it rejects the question is asked all the same. */
  readonly beforeRequest?: (records: readonly StoredRecord[]) => Promise<void>;
}

/** The draft key of the conversation that does not exist yet. */
const newDraft = 'new';

/** The conversation engine: a store of what is said, and actions that change it. It knows neither storage nor the screen. */
export function createChatStore(dependencies: ChatDependencies): StoreApi<ChatStoreState> {
  const { findProvider, describeModel, locale, now, schedule, beforeRequest } = dependencies;
  const makeId = createIdMaker(now);
  /** The answers being written by this tab. */
  const running = new Map<string, AbortController>();

  const frame = createFrame<{ readonly part: StreamPart; readonly elapsedMs: number }>({
    now,
    schedule,
    hand(batch) {
      const changed: AnswerRecord[] = [];
      for (const [id, parts] of batch) {
        const message = get().messages.get(id);
        if (message?.kind !== 'answer') continue;
        changed.push(parts.reduce((answer, { part, elapsedMs }) => applyPart(answer, part, elapsedMs), message));
      }
      if (changed.length > 0) set({ messages: withMessages(get().messages, changed) });
    },
  });

  /** The conversation, if it lives and its messages are here. */
  function openConversation(id: string): ConversationRecord | null {
    const conversation = get().conversations.get(id);
    return conversation !== undefined && conversation.deleted.value === null && get().loaded.has(id) ? conversation : null;
  }

  function changeConversation(id: string, change: (conversation: ConversationRecord, at: number) => ConversationRecord): void {
    const conversation = get().conversations.get(id);
    if (conversation === undefined) return;
    set({ conversations: new Map(get().conversations).set(id, change(conversation, now())) });
  }

  /** Puts an empty answer below the question, shows it and asks. `null` if no model is chosen. */
  function ask(conversation: ConversationRecord, question: QuestionRecord): string | null {
    const state = get();
    const model = conversation.model.value ?? state.chosenModel;
    if (model === null) return null;
    const at = now();
    const description = describeModel(model);
    const { asked } = description;
    const parameters = { ...description.parameters, ...state.parameters };
    const answer = newAnswer({ id: makeId(), conversationId: conversation.id, parentId: question.id, createdAt: at }, asked, parameters);
    const title = conversation.title.value === null ? titleOf(question.text) : null;
    const changed: ConversationRecord = {
      ...conversation,
      title: title === null ? conversation.title : restamp(conversation.title, title, at),
      model: conversation.model.value === null ? restamp(conversation.model, model, at) : conversation.model,
      head: restamp(conversation.head, answer.id, at),
    };
    const added = state.messages.has(question.id) ? [answer] : [question, answer];
    const messages = withMessages(state.messages, added);
    set({
      conversations: new Map(state.conversations).set(conversation.id, changed),
      messages,
      loaded: new Set(state.loaded).add(conversation.id),
    });
    const controller = new AbortController();
    running.set(answer.id, controller);
    const path = pathFromHead(messages, question.id);
    void runGeneration({
      open: async () => {
        await beforeRequest?.([changed, ...added]).catch(reportNotKept);
        const provider = await findProvider(asked.backendId);
        const { prepareRequest } = await import('./prepare.ts');
        const system = systemOf(changed);
        const question = questionOf(provider, description, path, changed);
        const { request, context } = await prepareRequest(question, { thorough: false });
        changeAnswer(answer.id, ({ provenance, ...shown }) => ({
          ...shown,
          provenance: { ...provenance, context, ...(system === null ? {} : { system }) },
        }));
        return { provider, request };
      },
      controller,
      now,
      startedAt: at,
      deliver(part, elapsedMs) {
        frame.push(answer.id, { part, elapsedMs });
        if (!isTerminal(part)) return;
        running.delete(answer.id);
        frame.flush();
      },
    });
    return answer.id;
  }

  /** Everything that a request is made of. */
  function questionOf(
    provider: Provider,
    description: ModelDescription,
    path: readonly MessageRecord[],
    conversation: Pick<ConversationRecord, 'id' | 'system'>,
  ) {
    const { parameters, messages } = get();
    return {
      provider,
      description,
      path,
      conversationId: conversation.id,
      system: systemOf(conversation),
      parameters: { ...description.parameters, ...parameters },
      locale: locale(),
      messages: messages.values(),
      now: now(),
    };
  }

  /** Changes a live answer; a settled one stays as it is. */
  function changeAnswer(id: string, change: (answer: AnswerRecord) => AnswerRecord): void {
    const answer = get().messages.get(id);
    if (answer?.kind === 'answer' && isLive(answer)) set({ messages: withMessages(get().messages, [change(answer)]) });
  }

  function reportNotKept(error: unknown): void {
    if (get().keeping.state !== 'kept') return;
    set({ keeping: { state: 'failing', detail: error instanceof Error ? error.message : String(error) } });
  }

  const actions: ChatActions = {
    send({ conversationId, text }) {
      if (text.trim() === '') return null;
      const at = now();
      const { chosenModel, newSystem } = get();
      const conversation =
        conversationId === null ? newConversation(makeId(), at, chosenModel, newSystem) : openConversation(conversationId);
      if (conversation === null) return null;
      const parentId = headOf(get().messages, conversation);
      const parent = parentId === null ? undefined : get().messages.get(parentId);
      // A question asked into a running answer would be answered without its end.
      if (parent?.kind === 'answer' && isLive(parent)) return null;
      const question = newQuestion({ id: makeId(), conversationId: conversation.id, parentId, createdAt: at }, text);
      const answerId = ask(conversation, question);
      if (answerId === null) return null;
      actions.setDraft(conversationId, '');
      if (conversationId === null) set({ newSystem: null });
      return { conversationId: conversation.id, answerId };
    },

    stop(answerId) {
      running.get(answerId)?.abort();
    },

    askAgain(answerId) {
      const answer = get().messages.get(answerId);
      const question = answer?.kind === 'answer' ? get().messages.get(answer.parentId) : undefined;
      const conversation = question === undefined ? null : openConversation(question.conversationId);
      return question?.kind === 'question' && conversation !== null ? ask(conversation, question) : null;
    },

    edit(questionId, text) {
      const question = get().messages.get(questionId);
      if (question?.kind !== 'question' || text.trim() === '') return null;
      const conversation = openConversation(question.conversationId);
      if (conversation === null) return null;
      return ask(conversation, newQuestion({ ...placeOf(question), id: makeId(), createdAt: now() }, text));
    },

    showBranch(messageId) {
      const message = get().messages.get(messageId);
      if (message === undefined) return;
      const leaf = newestLeafBelow(get().messages, messageId);
      changeConversation(message.conversationId, (conversation, at) =>
        conversation.head.value === leaf ? conversation : { ...conversation, head: restamp(conversation.head, leaf, at) },
      );
    },

    chooseModel(model, conversationId) {
      if (conversationId === null) set({ chosenModel: model });
      else changeConversation(conversationId, (conversation, at) => ({ ...conversation, model: restamp(conversation.model, model, at) }));
    },

    setParameters(parameters) {
      set({ parameters });
    },

    setSystem(conversationId, text) {
      const system = text.trim() === '' ? null : text;
      if (conversationId === null) set({ newSystem: system });
      else {
        changeConversation(conversationId, (conversation, at) => ({
          ...conversation,
          system: restamp(conversation.system ?? { value: null, updatedAt: conversation.createdAt }, system, at),
        }));
      }
    },

    async preview({ conversationId, text }) {
      const { previewRequest } = await import('./preview.ts');
      const { messages, chosenModel, newSystem } = get();
      const conversation =
        conversationId === null ? newConversation('new', now(), chosenModel, newSystem) : openConversation(conversationId);
      const model = conversation?.model.value ?? chosenModel;
      if (conversation === null || model === null) throw new Error('There is nothing to ask, or nobody.');
      const description = describeModel(model);
      const head = headOf(messages, conversation);
      const question = newQuestion({ id: 'next', conversationId: conversation.id, parentId: head, createdAt: now() }, text);
      const path = [...pathFromHead(messages, head), ...(text.trim() === '' ? [] : [question])];
      return previewRequest(questionOf(await findProvider(description.asked.backendId), description, path, conversation));
    },

    rename(conversationId, title) {
      const text = title.trim();
      if (text === '') return;
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, title: restamp(conversation.title, text, at) }));
    },

    remove(conversationId) {
      for (const answerId of running.keys()) {
        if (get().messages.get(answerId)?.conversationId === conversationId) actions.stop(answerId);
      }
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, at, at) }));
    },

    restore(conversationId) {
      changeConversation(conversationId, (conversation, at) => ({ ...conversation, deleted: restamp(conversation.deleted, null, at) }));
    },

    setDraft(conversationId, text) {
      const key = conversationId ?? newDraft;
      if ((get().drafts.get(key) ?? '') === text) return;
      const drafts = new Map(get().drafts);
      if (text === '') drafts.delete(key);
      else drafts.set(key, text);
      set({ drafts });
    },

    receive(records, loadedNow) {
      const state = get();
      const conversations = new Map(state.conversations);
      const loaded = loadedNow === undefined || state.loaded.has(loadedNow) ? state.loaded : new Set(state.loaded).add(loadedNow);
      const changed = new Map<string, MessageRecord>();
      let conversationsChanged = false;
      for (const record of records) {
        if (record.kind === 'conversation') {
          const known = conversations.get(record.id);
          const merged = known === undefined ? record : mergeConversation(known, record);
          conversationsChanged ||= merged !== known;
          conversations.set(record.id, merged);
        } else if (loaded.has(record.conversationId) && !running.has(record.id)) {
          const known = changed.get(record.id) ?? state.messages.get(record.id);
          const merged = known === undefined ? record : mergeMessage(known, record);
          if (merged !== known) changed.set(record.id, merged);
        }
      }
      set({
        loaded,
        conversations: conversationsChanged ? conversations : state.conversations,
        messages: changed.size > 0 ? withMessages(state.messages, [...changed.values()]) : state.messages,
      });
    },

    setKeeping(keeping) {
      set({ keeping });
    },
  };

  const store = createStore<ChatStoreState>()(() => ({ ...emptyState, actions }));
  const { getState: get, setState: set } = store;
  return store;
}

const emptyState: ChatState = {
  conversations: new Map(),
  messages: new Map(),
  loaded: new Set(),
  drafts: new Map(),
  chosenModel: null,
  parameters: {},
  newSystem: null,
  keeping: { state: 'kept' },
};

function placeOf(question: QuestionRecord): Pick<QuestionRecord, 'conversationId' | 'parentId'> {
  return { conversationId: question.conversationId, parentId: question.parentId };
}

function systemOf({ system }: Pick<ConversationRecord, 'system'>): string | null {
  return system?.value ?? null;
}
