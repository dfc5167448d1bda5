import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { describeBackend } from '../backend-settings.ts';
import type { GenerationRequest, Provider } from '../provider.ts';
import { readAnswerMessage } from '../wire/answer-message.ts';
import { answerStream } from '../wire/answer-stream.ts';
import { eventsOf } from '../wire/response-messages.ts';
import { connectServer, type ServerOptions } from '../wire/server-connection.ts';
import { readModelList } from './openai-compatible/model-list.ts';
import { chatBody, completionBody, type Engine } from './openai-compatible/request-body.ts';

/** A server that speaks OpenAI's dialect: llama.cpp, vLLM, Ollama, text-generation-inference, routers and services. */
export function createOpenAiCompatibleProvider(options: ServerOptions): Provider {
  const { backend, catalog, baseUrl } = options;
  const server = connectServer(options);
  let engine: Engine = 'unknown';

  async function ask(request: GenerationRequest, prompt: RenderedPrompt | null, signal: AbortSignal): Promise<Response> {
    if (prompt !== null) return server.post('/completions', completionBody(request, prompt, engine), 'text/event-stream', signal);
    const { openChat } = await import('./openai-compatible/open-chat.ts');
    return openChat(server.addressOf('/chat/completions'), chatBody(request, engine), server.fetch, signal);
  }

  return {
    backend: describeBackend(backend, baseUrl),
    listModels: (signal) =>
      server.list(async () => {
        const found = readModelList(await server.json('/models', signal), catalog);
        engine = found.engine;
        return found.models;
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
            return eventsOf(response, server.limits);
          },
          read: readAnswerMessage,
          servedBy: (model, stated) => server.servedBy(request.modelId, model, stated ?? provider),
        },
        signal,
      );
    },
    inspectModel: () => Promise.resolve(null),
    countTokens: () => Promise.resolve(null),
    renderPrompt: () => Promise.resolve(null),
    dispose: () => Promise.resolve(),
  };
}
