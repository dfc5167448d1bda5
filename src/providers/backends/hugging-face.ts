import { describeBackend } from '../backend-settings.ts';
import type { GenerationRequest, ModelInspection, OfferedModel, Provider, SamplingParameters } from '../provider.ts';
import { withoutRoute } from '../route-of-model.ts';
import { answerMessages } from '../wire/answer-message.ts';
import { answerStream } from '../wire/answer-stream.ts';
import { eventsOf } from '../wire/response-messages.ts';
import { connectServer, type ServerOptions } from '../wire/server-connection.ts';
import { readRoutedModels } from './hugging-face/routed-models.ts';
import { chatBody } from './openai-compatible/request-body.ts';

/**
 * Hugging Face's Inference Providers: a router that passes a chat on to one of several companies. It speaks OpenAI's chat dialect, tells
 * each company's price and context, and takes no raw prompt, so a format of the catalog cannot be applied: the answer says so.
 */
export function createHuggingFaceProvider(given: ServerOptions): Provider {
  // The router wants a key with every question: none is sent to it in vain.
  const options: ServerOptions = {
    ...given,
    listsWithoutKey: true,
    backend: { ...given.backend, auth: given.backend.auth ?? 'user-token' },
  };
  const { backend, catalog, baseUrl } = options;
  const server = connectServer(options);
  let known: readonly OfferedModel[] | null = null;

  async function listed(signal: AbortSignal): Promise<readonly OfferedModel[]> {
    known = readRoutedModels(await server.json('/models', signal), catalog);
    return known;
  }

  async function ask(request: GenerationRequest, signal: AbortSignal): Promise<Response> {
    const { openChat } = await import('./openai-compatible/open-chat.ts');
    return openChat(server.addressOf('/chat/completions'), chatBody(request, 'unknown'), server.fetch, signal, backend.billTo);
  }

  /** The configuration may name a model with its company. */
  const isConfigured = (modelId: string): boolean => backend.models.some(({ id }) => id === modelId);

  return {
    backend: describeBackend(backend, baseUrl),
    async listModels(signal) {
      const listing = await server.list(() => listed(signal), signal);
      if (!listing.ok || backend.models.length === 0) return listing;
      // The configuration chooses the models; price and companies are the router's to tell, and can be done without.
      const told = (await listed(signal).catch(() => null)) ?? [];
      return { ok: true, models: listing.models.map((model) => withRoutes(model, told)) };
    },
    stream(request, signal) {
      const { modelId } = request;
      const unusedFormat = request.promptFormat?.id ?? request.unusedFormat;
      const model = isConfigured(modelId) ? modelId : withoutRoute(modelId);
      const sent: GenerationRequest = { ...request, promptFormat: null, parameters: inTheProtocol(request.parameters) };
      let company: string | null = null;
      return answerStream(
        server,
        sent,
        {
          async open(_prompt, stop) {
            const response = await ask(sent, stop);
            // Only where the router lets pages of other origins read this header.
            company = response.headers.get('x-inference-provider');
            return eventsOf(response, server.limits, answerMessages);
          },
          servedBy: (served, stated) => ({
            ...server.servedBy(model, served, stated ?? company),
            ...(unusedFormat === undefined ? {} : { unusedFormat }),
          }),
        },
        signal,
      );
    },
    async inspectModel(modelId, signal) {
      const models = await (known ?? listed(signal).catch(() => null));
      const model = models?.find(({ id }) => id === modelId || id === withoutRoute(modelId));
      if (model === undefined) return null;
      const route = model.routes?.find(({ id }) => id === modelId);
      return {
        ...nothing,
        contextTokens: route?.contextTokens ?? model.contextTokens,
        remoteHost: route?.provider ?? null,
        ...(model.readsImages === undefined ? {} : { readsImages: model.readsImages }),
      };
    },
    // The router has no route that counts or renders: the counts come with the answer.
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    // Each company does with the beginning of an answer what it likes.
    canContinue: () => Promise.resolve(false),
    dispose: () => Promise.resolve(),
  };
}

/** A configured model with what the router tells of it. One that is configured with its company (`org/name:novita`) stays with it. */
function withRoutes(model: OfferedModel, told: readonly OfferedModel[]): OfferedModel {
  const found = told.find(({ id }) => id === model.id);
  const own = told.find(({ id }) => id === withoutRoute(model.id));
  const catalogId = model.catalogId ?? own?.catalogId ?? null;
  const readsImages = model.readsImages ?? (found ?? own)?.readsImages;
  const known = { ...model, catalogId, ...(readsImages === undefined ? {} : { readsImages }) };
  if (found?.routes === undefined) return known;
  return { ...known, contextTokens: model.contextTokens ?? found.contextTokens, routes: found.routes };
}

const nothing: ModelInspection = {
  contextTokens: null,
  chatTemplate: null,
  stated: null,
  revision: null,
  engine: null,
  remoteHost: null,
};

/** Some companies refuse a request with parameters that OpenAI's protocol does not have. */
function inTheProtocol({ maxTokens, temperature, topP, seed }: SamplingParameters): SamplingParameters {
  return {
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { topP }),
    ...(seed === undefined ? {} : { seed }),
  };
}
