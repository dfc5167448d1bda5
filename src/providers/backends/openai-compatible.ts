import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { describeBackend } from '../backend-settings.ts';
import type { GenerationRequest, Provider } from '../provider.ts';
import { answerMessages } from '../wire/answer-message.ts';
import { answerStream } from '../wire/answer-stream.ts';
import { eventsOf } from '../wire/response-messages.ts';
import { connectServer, type ServerOptions } from '../wire/server-connection.ts';
import { engineOf, offeredModels, readEntries } from './openai-compatible/model-list.ts';
import { probesOf, routesBeside } from './openai-compatible/probes.ts';
import { chatBody, completionBody, continuesChats, type Engine } from './openai-compatible/request-body.ts';

/** A server that speaks OpenAI's dialect: llama.cpp, vLLM, Ollama, text-generation-inference, routers and services. */
export function createOpenAiCompatibleProvider(options: ServerOptions): Provider {
  const { backend, catalog, baseUrl } = options;
  const server = connectServer({ ...options, besides: routesBeside });
  let known: Engine | null = null;
  const probes = probesOf(server, { engine: () => known, learn: (engine) => (known = engine) });

  /** What a probe tells; one that fails tells nothing. */
  const told = <Value>(probing: Promise<Value | null>): Promise<Value | null> => probing.catch(() => null);

  async function ask(request: GenerationRequest, prompt: RenderedPrompt | null, signal: AbortSignal): Promise<Response> {
    if (prompt !== null)
      return server.post('/completions', completionBody(request, prompt, known ?? 'unknown'), 'text/event-stream', signal);
    const { openChat } = await import('./openai-compatible/open-chat.ts');
    return openChat(server.addressOf('/chat/completions'), chatBody(request, known ?? 'unknown'), server.fetch, signal);
  }

  return {
    backend: describeBackend(backend, baseUrl),
    listModels: (signal) =>
      server.list(async () => {
        const entries = readEntries(await server.json('/models', signal));
        known = engineOf(entries);
        return offeredModels(entries, catalog);
      }, signal),
    stream(request, signal) {
      let provider: string | null = null;
      return answerStream(
        server,
        request,
        {
          async open(prompt, stop) {
            const response = await ask(request, prompt, stop);
            provider = response.headers.get('x-inference-provider');
            return eventsOf(response, server.limits, answerMessages);
          },
          servedBy: (model, stated) => server.servedBy(request.modelId, model, stated ?? provider),
        },
        signal,
      );
    },
    inspectModel: (modelId, signal) => told(probes.inspect(modelId, signal)),
    countTokens: (request, signal) => told(probes.count(request, signal)),
    renderPrompt: (request, signal) => told(probes.render(request, signal)),
    canContinue: async ({ promptFormat }, signal) =>
      promptFormat !== null || continuesChats((await told(probes.engine(signal))) ?? 'unknown'),
    dispose: () => Promise.resolve(),
  };
}
