import type { GenerationRequest, Provider, StreamPart } from '#providers/provider.ts';
import type { ChatDependencies, ModelDescription } from '#chat/dependencies.ts';
// Fetched by the store at the first question; here it is there already, so that tests need not wait for it.
import '#chat/prepare.ts';
import { createChatStore } from '#chat/store.ts';
import type { AnswerRecord, MessageRecord, Provenance } from '#chat/records.ts';

/** A provider whose stream the test writes by hand, part by part. It keeps the contract: a stop is answered by `finish` with `aborted`. */
export interface HandProvider extends Provider {
  readonly requests: GenerationRequest[];
  readonly signals: AbortSignal[];
  /** Sends parts into the newest stream, or into the stream of that number. */
  send(parts: readonly StreamPart[], stream?: number): Promise<void>;
}

export function createHandProvider(): HandProvider {
  const requests: GenerationRequest[] = [];
  const signals: AbortSignal[] = [];
  const inboxes: ((parts: readonly StreamPart[]) => void)[] = [];
  return {
    backend: { id: 'hand', kind: 'openai-compatible', label: 'By hand', host: null },
    requests,
    signals,
    listModels: () => Promise.resolve({ ok: true, models: [] }),
    inspectModel: () => Promise.resolve(null),
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    canContinue: () => Promise.resolve(true),
    dispose: () => Promise.resolve(),
    async *stream(request, signal) {
      requests.push(request);
      signals.push(signal);
      const waiting: (readonly StreamPart[])[] = [];
      let wake = (): void => undefined;
      inboxes.push((parts) => {
        waiting.push(parts);
        wake();
      });
      signal.addEventListener('abort', () => wake());
      for (;;) {
        const parts = waiting.shift();
        if (parts !== undefined) yield* parts;
        else if (signal.aborted) {
          yield { type: 'finish', reason: 'aborted' };
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    async send(parts, stream = inboxes.length - 1) {
      inboxes[stream]?.(parts);
      await settle();
    },
  };
}

/** Lets everything that waits on promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
  }
}

/** A promise that the test keeps when it wants to. */
export function promised<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

export const text = (words: string): StreamPart => ({ type: 'text-delta', text: words });
export const finish: StreamPart = { type: 'finish', reason: 'stop' };

const nameByHand = (model: string): Provenance['asked'] => ({
  backendId: model.split('/')[0] ?? '',
  backendKind: 'openai-compatible',
  backendLabel: 'By hand',
  modelId: model.split('/').slice(1).join('/'),
  catalogId: null,
});

export const describeByHand = (model: string, changes: Partial<ModelDescription> = {}): Promise<ModelDescription> =>
  Promise.resolve({
    asked: nameByHand(model),
    promptFormat: null,
    contextTokens: null,
    cutsItself: false,
    licenseOf: () => null,
    parameters: { temperature: 0.5 },
    ...changes,
  });

/** A store with a provider by hand, and a clock that goes on by 50 ms with each frame. */
export function createTestStore(changes: Partial<ChatDependencies> = {}) {
  const provider = createHandProvider();
  const clock = { now: 1_700_000_000_000 };
  const store = createChatStore({
    findProvider: () => Promise.resolve(provider),
    nameModel: nameByHand,
    describeModel: (model) => describeByHand(model),
    locale: () => 'en',
    now: () => clock.now,
    schedule(callback) {
      const timer = setTimeout(() => {
        clock.now += 50;
        callback();
      }, 0);
      return () => clearTimeout(timer);
    },
    ...changes,
  });
  const { actions } = store.getState();
  actions.chooseModel('hand/some/model', null);
  return { store, actions, provider, clock, answer: (id: string) => answerIn(store.getState().messages.get(id)) };
}

function answerIn(message: MessageRecord | undefined): AnswerRecord {
  if (message?.kind !== 'answer') throw new Error('No such answer.');
  return message;
}
