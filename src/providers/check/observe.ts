import type { Catalog } from '#catalog/catalog.ts';
import { renderPrompt } from '#catalog/prompt-format.ts';
import { addressOf } from '../backend-settings.ts';
import { describeModel } from '../describe-model.ts';
import type { GenerationRequest, Provider, ProviderError, Usage } from '../provider.ts';
import type { ConnectedBackend } from '../registry.ts';
import { directiveAdmitting } from '../wire/page-policy.ts';
import { gatherClues } from './clues.ts';
import type { ObservedAnswer, Observation } from './judge.ts';

export interface CheckOptions {
  readonly backend: ConnectedBackend;
  readonly catalog: Catalog;
  /** Address of the page. */
  readonly baseUrl: URL;
  /** The model to ask; `null` asks the first that is offered. */
  readonly modelId: string | null;
}

/** Long enough for a model that is loaded from a disk first. Milliseconds. */
const listingMs = 20_000;
const answerMs = 120_000;
/** Enough pieces to see a cadence. Tokens. */
const answerTokens = 32;
/** Always the same and never the person's own words. */
const testQuestion = 'Count from one to thirty in words.';

/** Asks a server what can be asked, and one short test question. Rejects only when `signal` is aborted, or if the address cannot be read. */
export async function observe({ backend, catalog, baseUrl, modelId }: CheckOptions, signal: AbortSignal): Promise<Observation> {
  const { provider, settings } = backend;
  const server = addressOf(settings, baseUrl);
  if (server === null) throw new TypeError(`The address of "${settings.label}" cannot be read.`);
  const listing = await provider.listModels(within(signal, listingMs));
  signal.throwIfAborted();
  const listed = listing.ok ? listing.models : [];
  const asked = modelId ?? listed[0]?.id ?? null;
  const mayAsk = asked !== null && (listing.ok || listing.error.code === 'not-found' || listing.error.code === 'malformed');

  const key = `${settings.id}/${asked ?? ''}`;
  const { promptFormat, asked: described } = describeModel(catalog, [settings], key);
  const request: GenerationRequest = {
    modelId: asked ?? '',
    system: null,
    turns: [{ role: 'user', text: testQuestion }],
    parameters: { maxTokens: answerTokens, temperature: 0 },
    promptFormat,
    locale: 'en',
  };
  const answer = mayAsk ? await observeAnswer(provider, request, within(signal, answerMs)) : null;
  signal.throwIfAborted();
  const isThere = answer?.isWhole === true;
  const soon = within(signal, listingMs);
  const [inspection, countedTokens, theirs] = isThere
    ? await Promise.all([
        provider.inspectModel(request.modelId, soon),
        provider.countTokens(request, soon),
        promptFormat === null ? provider.renderPrompt(request, soon) : null,
      ])
    : [null, null, null];
  const card = catalog.models.get(described.catalogId ?? '');
  const format = catalog.promptFormats.get(card?.promptFormat ?? '');
  const failure = listing.ok ? answer?.error : listing.error;
  signal.throwIfAborted();
  return {
    page: baseUrl,
    server,
    isConfigured: settings.models.length > 0,
    listing,
    clues: failure?.code === 'network' ? await gatherClues(server, signal) : null,
    admittingDirective: directiveAdmitting(server.origin),
    answer,
    inspection,
    listedContext: listed.find(({ id }) => id === asked)?.contextTokens ?? null,
    countedTokens,
    prompts: {
      isRaw: promptFormat !== null,
      ours: format === undefined ? null : bare(renderPrompt(format, request).text, format.bos),
      theirs: theirs === null ? null : bare(theirs, format?.bos ?? null),
    },
  };
}

const within = (signal: AbortSignal, milliseconds: number): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);

/** Whether a tokenizer or a template puts the first token makes no difference to the model. */
const bare = (text: string, bos: string | null): string =>
  bos !== null && bos !== '' && text.startsWith(bos) ? text.slice(bos.length) : text;

async function observeAnswer(provider: Provider, request: GenerationRequest, signal: AbortSignal): Promise<ObservedAnswer> {
  const began = performance.now();
  const pieceTimes: number[] = [];
  let characters = 0;
  let usage: Usage = {};
  let error: ProviderError | null = null;
  let isWhole = false;
  for await (const part of provider.stream(request, signal)) {
    if (part.type === 'text-delta' || part.type === 'reasoning-delta') {
      pieceTimes.push(performance.now() - began);
      characters += part.text.length;
    } else if (part.type === 'usage') usage = { ...usage, ...part };
    else if (part.type === 'error') ({ error } = part);
    else if (part.type === 'finish') {
      isWhole = part.reason !== 'aborted';
      if (!isWhole) error = { code: 'timeout', detail: `No whole answer within ${answerMs / 1000} s.` };
    }
  }
  return { pieceTimes, characters, totalMs: performance.now() - began, isWhole, error, usage };
}
