import { type StoreApi, createStore } from 'zustand/vanilla';
import type { LicenseSnapshot } from '#catalog/license-snapshot.ts';
import { partMissing } from '#providers/failure.ts';
import type { Served, StreamPart } from '#providers/provider.ts';
import { applyPart, isTerminal } from './answer.ts';
import type { ChatDependencies } from './dependencies.ts';
import { createFrame } from './frame.ts';
import { createIdMaker } from './id.ts';
import { mergeConversation, mergeMessage, restamp } from './merge.ts';
import { headOf, newestLeafBelow, pathFromHead, withMessages } from './message-tree.ts';
import { describedAnswer, newAnswer, newConversation, newQuestion, sentAnswer } from './new-records.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord, QuestionRecord } from './records.ts';
import { runGeneration } from './run.ts';
import { type ChatActions, type ChatStoreState, emptyState, isLive } from './state.ts';
import { parametersFor } from './parameters.ts';
import { servedCatalogId } from './served-model.ts';
import { titleOf } from './title.ts';

/** The draft key of the conversation that does not exist yet. */
const newDraft = 'new';

/** The conversation engine: a store of what is said, and actions that change it. It knows neither storage nor the screen. */
export function createChatStore(dependencies: ChatDependencies): StoreApi<ChatStoreState> {
  const { findProvider, nameModel, describeModel, locale, now, schedule, pace, beforeRequest } = dependencies;
  const makeId = createIdMaker(now);
  /** The answers being written by this tab. */
  const running = new Map<string, AbortController>();

  const frame = createFrame<{ readonly part: StreamPart; readonly elapsedMs: number }>({
    now,
    schedule,
    ...(pace === undefined ? {} : { pace }),
    lengthOf: ({ part }) => (part.type === 'text-delta' || part.type === 'reasoning-delta' ? part.text.length : 0),
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
  function ask(conversation: ConversationRecord, question: QuestionRecord, seed?: number): string | null {
    const state = get();
    const model = conversation.model.value ?? state.chosenModel;
    if (model === null) return null;
    const at = now();
    const place = { id: makeId(), conversationId: conversation.id, parentId: question.id, createdAt: at };
    const answer = newAnswer(place, nameModel(model), state.parameters);
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
    let licenseOf: (served: Served) => LicenseSnapshot | null = () => null;
    void runGeneration({
      open: async () => {
        const kept = beforeRequest?.([changed, ...added]).catch(reportNotKept);
        const description = await describeModel(model, state.matches[model]);
        licenseOf = (served) => description.licenseOf(servedCatalogId({ asked: description.asked, served }));
        // Stopped meanwhile: the answer is settled, and settled ones do not change.
        controller.signal.throwIfAborted();
        const { asked } = description;
        const parameters = parametersFor(description, state.parameters, seed);
        changeAnswer(answer.id, (shown) => describedAnswer(shown, asked, parameters));
        await kept;
        const provider = await findProvider(asked.backendId);
        const asking = { ...questionFrom(changed, path), provider, description, parameters };
        const { prepareRequest } = await fetched(import('./prepare.ts'));
        const { request, context } = await prepareRequest(asking, { thorough: false, signal: controller.signal });
        changeAnswer(answer.id, (shown) => sentAnswer(shown, context, request.system));
        return { provider, request };
      },
      controller,
      now,
      startedAt: at,
      deliver(part, elapsedMs) {
        const kept = part.type === 'served' ? { ...part, license: licenseOf(part) } : part;
        frame.push(answer.id, { part: kept, elapsedMs });
        if (!isTerminal(part)) return;
        running.delete(answer.id);
        frame.flush();
      },
    });
    return answer.id;
  }

  /** What a request is made of, apart from the model. */
  function questionFrom({ id, system }: ConversationRecord, path: readonly MessageRecord[]) {
    const messages = get().messages.values();
    return { path, conversationId: id, system: system?.value ?? null, locale: locale(), messages, now: now() };
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

    askAgain(answerId, seed) {
      const answer = get().messages.get(answerId);
      const question = answer?.kind === 'answer' ? get().messages.get(answer.parentId) : undefined;
      const conversation = question === undefined ? null : openConversation(question.conversationId);
      return question?.kind === 'question' && conversation !== null ? ask(conversation, question, seed) : null;
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

    setMatch(model, catalogId) {
      const { [model]: _left, ...others } = get().matches;
      set({ matches: catalogId === undefined ? others : { ...others, [model]: catalogId } });
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

    async preview({ conversationId, text }, signal) {
      const { messages, chosenModel, newSystem, parameters, matches } = get();
      const conversation =
        conversationId === null ? newConversation('new', now(), chosenModel, newSystem) : openConversation(conversationId);
      const model = conversation?.model.value ?? chosenModel;
      if (conversation === null || model === null) throw new Error('There is nothing to ask, or nobody.');
      const parentId = headOf(messages, conversation);
      const question = newQuestion({ id: 'next', conversationId: conversation.id, parentId, createdAt: now() }, text);
      const path = [...pathFromHead(messages, parentId), ...(text.trim() === '' ? [] : [question])];
      const description = await describeModel(model, matches[model]);
      const provider = await findProvider(description.asked.backendId);
      const asking = { ...questionFrom(conversation, path), provider, description };
      const { previewRequest } = await fetched(import('./preview.ts'));
      return previewRequest({ ...asking, parameters: { ...description.parameters, ...parameters } }, signal);
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

function placeOf(question: QuestionRecord): Pick<QuestionRecord, 'conversationId' | 'parentId'> {
  return { conversationId: question.conversationId, parentId: question.parentId };
}

/** What makes a request ready is not in the first page. Rejects with a `ProviderFailure` if it cannot be fetched now. */
function fetched<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch((error: unknown) => {
    throw partMissing(error);
  });
}
