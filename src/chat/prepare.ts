import type { GenerationRequest, ModelInspection, Provider, SamplingParameters } from '#providers/provider.ts';
import type { PromptFormat } from '#catalog/schema.ts';
import { takesImages } from '#providers/takes-images.ts';
import { rawPrompt } from '#providers/wire/raw-prompt.ts';
import {
  bytesOfTurns,
  estimateTokens,
  experienceWith,
  fitContext,
  fits,
  reservedTokens,
  smallestWindow,
  type TokenCount,
  utf8Bytes,
  withImageTokens,
} from './context.ts';
import type { MessageRecord, SentContext } from './records.ts';
import { imagesIn, turnsOf } from './turns.ts';

/** What is known of the model that is asked. */
export interface AskedModel {
  readonly asked: { readonly backendId: string; readonly modelId: string };
  readonly promptFormat: PromptFormat | null;
  readonly unusedFormat?: string;
  /** Tokens of its window by the configuration or the catalog; `null` = neither tells. */
  readonly contextTokens: number | null;
  /** It reads what it needs of a conversation, so nothing is left out for it, and no system text. */
  readonly cutsItself: boolean;
  /** Whether it reads pictures by the configuration; absent where that says nothing. */
  readonly readsImages?: boolean;
}

/** What a request is made of. */
export interface Question {
  readonly provider: Provider;
  readonly description: AskedModel;
  /** From the start of the branch to the question. */
  readonly path: readonly MessageRecord[];
  readonly conversationId: string;
  readonly system: string | null;
  /** What the answer begins with already. */
  readonly begun?: string;
  readonly parameters: SamplingParameters;
  readonly locale: GenerationRequest['locale'];
  /** All messages that are here: what earlier answers of this model teach. */
  readonly messages: Iterable<MessageRecord>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A request that is ready to be sent, with what was decided on the way. */
export interface PreparedRequest {
  readonly request: GenerationRequest;
  readonly context: SentContext;
  /** Tokens kept free for the answer. */
  readonly reservedTokens: number;
  /** Even the question alone does not fit. */
  readonly isTooLong: boolean;
}

/** How long a backend may take to tell or to count before it is done without. Milliseconds. */
const askLimit = 3000;
/** A prompt of so few bytes fits everywhere: nobody is asked, and the first question of a conversation waits for nothing. */
const shortPrompt = 1024;
/** How long a window that a backend told is believed: it may be started anew with another. Milliseconds. */
const inspectionHolds = 5 * 60 * 1000;
/** After this long a backend that could not tell is asked anew: not with every letter that is typed. Milliseconds. */
const silenceHolds = 30 * 1000;

interface Inspected {
  /** Until when it is believed, in milliseconds of the page's clock; 0: who asked stopped before it was told. */
  until: number;
  readonly result: Promise<ModelInspection | null>;
  told: ModelInspection | null;
}
const inspections = new WeakMap<Provider, Map<string, Inspected>>();

async function inspect(provider: Provider, modelId: string, signal: AbortSignal): Promise<ModelInspection | null> {
  const known = inspections.get(provider) ?? new Map<string, Inspected>();
  inspections.set(provider, known);
  const found = known.get(modelId);
  if (found !== undefined && performance.now() < found.until) {
    const told = await found.result;
    // If whoever asked first stopped, nothing was told: then it is asked anew.
    if (told !== null || found.until > 0) return told;
  }
  const result = provider.inspectModel(modelId, within(signal));
  const inspected: Inspected = { until: performance.now() + inspectionHolds, result, told: null };
  known.set(modelId, inspected);
  // Whoever stops a question says nothing of the backend: the next one asks anew.
  const forget = (): void => {
    inspected.until = 0;
  };
  signal.addEventListener('abort', forget, { once: true });
  void result.then((inspection) => {
    signal.removeEventListener('abort', forget);
    inspected.told = inspection;
    if (inspection === null && !signal.aborted) inspected.until = performance.now() + silenceHolds;
  });
  return result;
}

/** What it told when it was asked last. */
const toldBefore = (provider: Provider, modelId: string): ModelInspection | null => inspections.get(provider)?.get(modelId)?.told ?? null;

/** A backend that says nothing is waited for only so long, and whoever stops waits for nothing. */
const within = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(askLimit)]);

/**
 * Makes the request for a question: finds the window, counts, and leaves out the oldest messages that do not fit. `thorough` asks the
 * backend even when it cannot matter, for a person who wants to see the numbers. When `signal` is aborted the connections of what is being
 * asked are closed, nothing more is asked, and it rejects with the signal's reason.
 */
export async function prepareRequest(
  question: Question,
  { thorough, signal }: { readonly thorough: boolean; readonly signal: AbortSignal },
): Promise<PreparedRequest> {
  const { provider, description, path, begun, parameters } = question;
  // The guide reads the conversation alone.
  const system = description.cutsItself ? null : question.system;
  const experience = experienceWith(question.messages, description.asked, question.now);
  const images = imagesIn(path);
  const beginning = begun === undefined ? {} : { begun };
  /** Pictures only go where they are read, or where nobody says that they are not: then the backend decides. */
  let sendsImages = false;
  const requestOf = (kept: readonly MessageRecord[]): GenerationRequest => ({
    modelId: description.asked.modelId,
    system,
    turns: turnsOf(kept, sendsImages),
    ...beginning,
    parameters,
    promptFormat: description.promptFormat,
    ...(description.unusedFormat === undefined ? {} : { unusedFormat: description.unusedFormat }),
    locale: question.locale,
    conversationId: question.conversationId,
  });
  const bytesOf = (kept: readonly MessageRecord[]): number => {
    const prompt = rawPrompt(requestOf(kept));
    return prompt === null ? bytesOfTurns(system, kept) + utf8Bytes(begun ?? '') : utf8Bytes(prompt.text);
  };
  const asks = thorough || images > 0 || bytesOf(path) > shortPrompt;
  const inspection = asks && !description.cutsItself ? await inspect(provider, description.asked.modelId, signal) : null;
  signal.throwIfAborted();
  const readsImages =
    description.promptFormat === null && (description.readsImages ?? inspection?.readsImages ?? provider.backend.kind !== 'in-browser');
  sendsImages = images > 0 && readsImages && takesImages.has(provider.backend.kind);
  const window = description.cutsItself
    ? null
    : smallestWindow(description.contextTokens, inspection?.contextTokens ?? null, experience.limit);
  const reserve = reservedTokens(parameters.maxTokens, window);
  let canCount = asks && !description.cutsItself;
  const count = async (kept: readonly MessageRecord[]): Promise<TokenCount> => {
    const bytes = bytesOf(kept);
    // A token is at least one byte: this fits, whatever the tokenizer says.
    const isSure = !thorough && fits(withPictures({ tokens: bytes, isExact: true }, kept), window, reserve);
    if (canCount && !isSure && (thorough || window !== null)) {
      const tokens = await provider.countTokens(withoutImages(requestOf(kept)), within(signal));
      signal.throwIfAborted();
      if (tokens !== null) return withPictures({ tokens, isExact: true }, kept);
      canCount = false;
    }
    return withPictures(estimateTokens(bytes, experience.tokensPerByte), kept);
  };
  const withPictures = (counted: TokenCount, kept: readonly MessageRecord[]): TokenCount =>
    sendsImages ? withImageTokens(counted, kept) : counted;
  const fitted = await fitContext(path, window, reserve, count);
  const { chatTemplate = null } = inspection ?? toldBefore(provider, description.asked.modelId) ?? {};
  return {
    request: requestOf(fitted.kept),
    context: {
      leftOut: fitted.leftOut.map(({ id }) => id),
      ...fitted.count,
      bytes: bytesOf(fitted.kept),
      windowTokens: window,
      ...picturesOf(fitted.kept, sendsImages),
      ...(description.promptFormat === null && chatTemplate !== null ? { template: chatTemplate.origin } : {}),
    },
    reservedTokens: reserve,
    isTooLong: fitted.isTooLong,
  };
}

/** What became of the pictures of the messages that were kept. */
function picturesOf(kept: readonly MessageRecord[], areSent: boolean): Pick<SentContext, 'images'> {
  const images = imagesIn(kept);
  return images === 0 ? {} : { images: areSent ? { sent: images, withheld: 0 } : { sent: 0, withheld: images } };
}

/** Tokenizers count text. */
function withoutImages(request: GenerationRequest): GenerationRequest {
  return { ...request, turns: request.turns.map(({ role, text }) => ({ role, text })) };
}
