import type { GenerationRequest, ModelInspection, Provider, SamplingParameters } from '#providers/provider.ts';
import type { PromptFormat } from '#catalog/schema.ts';
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
} from './context.ts';
import type { MessageRecord, SentContext } from './records.ts';
import { turnsOf } from './turns.ts';

/** What is known of the model that is asked. */
export interface AskedModel {
  readonly asked: { readonly backendId: string; readonly modelId: string };
  readonly promptFormat: PromptFormat | null;
  /** Tokens of its window by the configuration or the catalog; `null` = neither tells. */
  readonly contextTokens: number | null;
  /** It reads what it needs of a conversation, so nothing is left out for it. */
  readonly cutsItself: boolean;
}

/** What a request is made of. */
export interface Question {
  readonly provider: Provider;
  readonly description: AskedModel;
  /** From the start of the branch to the question. */
  readonly path: readonly MessageRecord[];
  readonly conversationId: string;
  readonly system: string | null;
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

interface Inspected {
  readonly at: number;
  readonly result: Promise<ModelInspection | null>;
}
const inspections = new WeakMap<Provider, Map<string, Inspected>>();

function inspect(provider: Provider, modelId: string): Promise<ModelInspection | null> {
  const known = inspections.get(provider) ?? new Map<string, Inspected>();
  inspections.set(provider, known);
  const found = known.get(modelId);
  const now = performance.now();
  if (found !== undefined && now - found.at < inspectionHolds) return found.result;
  const result = provider.inspectModel(modelId, AbortSignal.timeout(askLimit));
  known.set(modelId, { at: now, result });
  // A backend that could not tell now may tell the next time.
  void result.then((inspection) => {
    if (inspection === null) known.delete(modelId);
  });
  return result;
}

/**
 * Makes the request for a question: finds the window, counts, and leaves out the oldest messages that do not fit. `thorough` asks the
 * backend even when it cannot matter, for a person who wants to see the numbers.
 */
export async function prepareRequest(question: Question, { thorough }: { readonly thorough: boolean }): Promise<PreparedRequest> {
  const { provider, description, path, system, parameters } = question;
  const experience = experienceWith(question.messages, description.asked, question.now);
  const requestOf = (kept: readonly MessageRecord[]): GenerationRequest => ({
    modelId: description.asked.modelId,
    system,
    turns: turnsOf(kept),
    parameters,
    promptFormat: description.promptFormat,
    locale: question.locale,
    conversationId: question.conversationId,
  });
  const bytesOf = (kept: readonly MessageRecord[]): number => {
    const prompt = rawPrompt(requestOf(kept));
    return prompt === null ? bytesOfTurns(system, kept) : utf8Bytes(prompt.text);
  };
  const asks = thorough || bytesOf(path) > shortPrompt;
  const inspection = asks && !description.cutsItself ? await inspect(provider, description.asked.modelId) : null;
  const window = description.cutsItself
    ? null
    : smallestWindow(description.contextTokens, inspection?.contextTokens ?? null, experience.limit);
  const reserve = reservedTokens(parameters.maxTokens, window);
  let canCount = asks && !description.cutsItself;
  const count = async (kept: readonly MessageRecord[]): Promise<TokenCount> => {
    const bytes = bytesOf(kept);
    // A token is at least one byte: this fits, whatever the tokenizer says.
    const isSure = !thorough && fits({ tokens: bytes, isExact: true }, window, reserve);
    if (canCount && !isSure && (thorough || window !== null)) {
      const tokens = await provider.countTokens(requestOf(kept), AbortSignal.timeout(askLimit));
      if (tokens !== null) return { tokens, isExact: true };
      canCount = false;
    }
    return estimateTokens(bytes, experience.tokensPerByte);
  };
  const fitted = await fitContext(path, window, reserve, count);
  return {
    request: requestOf(fitted.kept),
    context: {
      leftOut: fitted.leftOut.map(({ id }) => id),
      ...fitted.count,
      bytes: bytesOf(fitted.kept),
      windowTokens: window,
    },
    reservedTokens: reserve,
    isTooLong: fitted.isTooLong,
  };
}
