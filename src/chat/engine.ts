import type { LicenseSnapshot } from '#catalog/license-snapshot.ts';
import { partMissing } from '#providers/failure.ts';
import type { SamplingParameters, Served, StreamPart } from '#providers/provider.ts';
import { applyPart, isTerminal } from './answer.ts';
import type { ChatDependencies } from './dependencies.ts';
import { createFrame } from './frame.ts';
import { createIdMaker } from './id.ts';
import { sharedParameters } from './comparison.ts';
import { restamp } from './merge.ts';
import { isRemoved, pathFromHead, withMessages } from './message-tree.ts';
import { type Beginning, describedAnswer, newAnswer, sentAnswer } from './new-records.ts';
import { ownParameters, parametersFor } from './parameters.ts';
import type { AnswerRecord, ConversationRecord, MessageRecord, QuestionRecord } from './records.ts';
import { runGeneration } from './run.ts';
import { saidMatch } from './said-match.ts';
import { servedCatalogId } from './served-model.ts';
import { type ChatState, isLive } from './state.ts';
import { titleOf } from './title.ts';

/** How an answer differs from what the conversation would have. */
export interface AskOptions {
  readonly seed?: number;
  /** "backend id/model id" for this answer alone. */
  readonly model?: string;
  /** For an answer that goes on from a cut one, at the same question. */
  readonly begins?: Beginning;
  readonly draftSet?: string;
  /** The answer that is asked again from its record: by its model, with its system text, parameters and messages. */
  readonly again?: AnswerRecord;
}

/** What the actions share: the state, and the runs of this tab. */
export type Engine = ReturnType<typeof createEngine>;

export function createEngine(dependencies: ChatDependencies, get: () => ChatState, set: (change: Partial<ChatState>) => void) {
  const { findProvider, nameModel, describeModel, locale, now, schedule, pace, beforeRequest, stopElsewhere } = dependencies;
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

  /** A message that is shown, or can be paged to, of an open conversation: nothing of a removed branch. */
  function openMessage(id: string): { readonly message: MessageRecord; readonly conversation: ConversationRecord } | null {
    const message = get().messages.get(id);
    const conversation = message === undefined ? null : openConversation(message.conversationId);
    if (message === undefined || conversation === null || isRemoved(get().messages, conversation.removed, id)) return null;
    return { message, conversation };
  }

  /** Stops an answer, whichever tab writes it. */
  function stop(answerId: string): void {
    const controller = running.get(answerId);
    const answer = get().messages.get(answerId);
    if (controller !== undefined) controller.abort();
    else if (answer?.kind === 'answer' && isLive(answer)) stopElsewhere?.(answerId);
  }

  /** Stops the answers that are meant, whichever tab writes them. */
  function stopWhere(isMeant: (answer: MessageRecord) => boolean): void {
    for (const message of get().messages.values()) {
      if (message.kind === 'answer' && isLive(message) && isMeant(message)) stop(message.id);
    }
  }

  function changeConversation(id: string, change: (conversation: ConversationRecord, at: number) => ConversationRecord): void {
    const conversation = get().conversations.get(id);
    if (conversation === undefined) return;
    set({ conversations: new Map(get().conversations).set(id, change(conversation, now())) });
  }

  /** Puts an empty answer below the question, shows it and asks. `null` if no model is chosen. */
  function ask(conversation: ConversationRecord, question: QuestionRecord, options: AskOptions = {}): string | null {
    const state = get();
    const { again } = options;
    const usual = conversation.model.value ?? state.chosenModel;
    const model = again === undefined ? (options.model ?? usual) : modelOf(again);
    if (model === null) return null;
    const at = now();
    const place = { id: makeId(), conversationId: conversation.id, parentId: question.id, createdAt: at };
    const own = again?.provenance.parameters ?? personsParameters(conversation);
    const answer = newAnswer(place, nameModel(model), own, options);
    // The title of a page goes into the history of the browser.
    const hasNone = conversation.title.value === null && conversation.temporary !== true;
    const title = hasNone ? (titleOf(question.text) ?? question.attachments?.[0]?.name ?? null) : null;
    const changed: ConversationRecord = {
      ...conversation,
      title: title === null ? conversation.title : restamp(conversation.title, title, at),
      model: conversation.model.value === null ? restamp(conversation.model, usual ?? model, at) : conversation.model,
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
    const path = pathFromHead(messages, question.id).filter(({ id }) => again?.provenance.context?.leftOut.includes(id) !== true);
    let licenseOf: (served: Served) => LicenseSnapshot | null = () => null;
    void runGeneration({
      open: async () => {
        const kept = beforeRequest?.([changed, ...added]).catch(reportNotKept);
        const description = await describe(model);
        licenseOf = (served) => description.licenseOf(servedCatalogId({ asked: description.asked, served }));
        // Stopped meanwhile: the answer is settled, and settled ones do not change.
        controller.signal.throwIfAborted();
        const { asked } = description;
        const parameters = again === undefined ? parametersFor(description, own, options.seed) : own;
        changeAnswer(answer.id, (shown) => describedAnswer(shown, asked, parameters));
        await kept;
        const provider = await findProvider(asked.backendId);
        const system = again === undefined ? (changed.system?.value ?? null) : (again.provenance.system ?? null);
        const begun = options.begins === undefined ? {} : { begun: answer.text };
        const asking = { ...questionFrom(changed, path), ...begun, system, provider, description, parameters };
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

  /** A person's own parameters: those of all conversations, of this one over them, and what it is held to as a column over both. */
  function personsParameters(conversation: ConversationRecord): SamplingParameters {
    const { parameters, items } = get();
    return sharedParameters(items, conversation, ownParameters(parameters, conversation));
  }
  /** What is known of a model, the person's own word on it included. */
  const describe = (model: string) => describeModel(model, saidMatch(get().matches, model, nameModel(model).backendKind));

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

  return {
    get,
    set,
    now,
    makeId,
    findProvider,
    nameModel,
    describe,
    running,
    openConversation,
    openMessage,
    changeConversation,
    stop,
    stopWhere,
    ask,
    personsParameters,
    questionFrom,
  };
}

/** "backend id/model id" of the model that was asked for an answer. */
function modelOf({ provenance: { asked } }: AnswerRecord): string {
  return `${asked.backendId}/${asked.modelId}`;
}

/** What makes a request ready is not in the first page. Rejects with a `ProviderFailure` if it cannot be fetched now. */
export function fetched<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch((error: unknown) => {
    throw partMissing(error);
  });
}
