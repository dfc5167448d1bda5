import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { describeBackend } from '../backend-settings.ts';
import type { GenerationRequest, Provider, Served } from '../provider.ts';
import { answerStream } from '../wire/answer-stream.ts';
import { jsonLinesOf } from '../wire/response-messages.ts';
import { connectServer, type ServerOptions } from '../wire/server-connection.ts';
import { answerLines } from './ollama/answer-line.ts';
import { inspectionOf, readVersion } from './ollama/inspection.ts';
import { explainRefusal } from './ollama/refusal.ts';
import { chatBody, generateBody } from './ollama/request-body.ts';
import { loadedModel, readTags } from './ollama/tags.ts';

/** Ollama's own dialect: it truncates only when it is allowed to, and tells license, parent and template, which its OpenAI routes do not. */
export function createOllamaProvider(options: ServerOptions): Provider {
  const { backend, catalog, baseUrl } = options;
  const server = connectServer(options, (failure) => explainRefusal(failure, describeBackend(backend, baseUrl).host, baseUrl));
  const quietly = (route: string, signal: AbortSignal, body?: unknown): Promise<unknown> =>
    server.json(route, signal, body).catch(() => null);

  /** Asks with the conversation, whose prompt the server writes, or with a prompt that was written here. */
  function ask(request: GenerationRequest, prompt: RenderedPrompt | null, signal: AbortSignal): Promise<Response> {
    const contextTokens = backend.models.find(({ id }) => id === request.modelId)?.contextTokens ?? null;
    return prompt === null
      ? server.post('/api/chat', chatBody(request, contextTokens), 'application/x-ndjson', signal)
      : server.post('/api/generate', generateBody(request, prompt, contextTokens), 'application/x-ndjson', signal);
  }

  return {
    backend: describeBackend(backend, baseUrl),
    listModels: (signal) =>
      server.list(async () => {
        const [tags, loaded] = await Promise.all([server.json('/api/tags', signal), quietly('/api/ps', signal)]);
        return readTags(tags, loaded, catalog);
      }, signal),
    stream(request, signal) {
      let loaded: Promise<unknown> = Promise.resolve(null);
      return answerStream(
        server,
        request,
        {
          async open(prompt, stop) {
            const response = await ask(request, prompt, stop);
            // The model that answers is in memory now: only this list tells which file it is.
            loaded = quietly('/api/ps', stop);
            return jsonLinesOf(response, server.limits, answerLines);
          },
          servedBy: (model, remoteHost) => server.servedBy(request.modelId, model, remoteHost),
          servedAtEnd: async ({ model, provider }) => (model === null || provider !== null ? null : servedFile(await loaded, model)),
        },
        signal,
      );
    },
    async inspectModel(modelId, signal) {
      const [shown, loaded, tags, version] = await Promise.all([
        quietly('/api/show', signal, { model: modelId }),
        quietly('/api/ps', signal),
        quietly('/api/tags', signal),
        quietly('/api/version', signal),
      ]);
      return inspectionOf(shown, loadedModel(loaded, modelId), loadedModel(tags, modelId), readVersion(version));
    },
    // There is no route that counts or renders: the counts come with the answer.
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    // In a chat it depends on the template of each model whether its answer goes on or begins anew.
    canContinue: ({ promptFormat }) => Promise.resolve(promptFormat !== null),
    dispose: () => Promise.resolve(),
  };
}

function servedFile(list: unknown, modelId: string): Served | null {
  const digest = loadedModel(list, modelId)?.digest ?? null;
  return digest === null ? null : { revision: digest };
}
