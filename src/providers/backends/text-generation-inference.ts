import type { RenderedPrompt } from '#catalog/prompt-format.ts';
import { describeBackend } from '../backend-settings.ts';
import type { GenerationRequest, Provider, Served } from '../provider.ts';
import { answerMessages } from '../wire/answer-message.ts';
import { answerStream } from '../wire/answer-stream.ts';
import { rawPrompt } from '../wire/raw-prompt.ts';
import type { MessageReader } from '../wire/read-stream.ts';
import { eventsOf } from '../wire/response-messages.ts';
import { connectServer, type ServerOptions } from '../wire/server-connection.ts';
import { inspectionOf, offerOf, readInfo, type ServerInfo } from './text-generation-inference/info.ts';
import { chatBody, generateBody, messagesOf } from './text-generation-inference/request-body.ts';
import { generatedTokens } from './text-generation-inference/generated-token.ts';
import { tokensIn, templatedText } from './text-generation-inference/tokens.ts';

/**
 * Hugging Face's text-generation-inference: one model per server, with its revision. Raw prompts go to `/generate_stream`; a prompt that the
 * server writes goes to its chat route, because `/generate_stream` would put a second beginning-of-text token before a rendered one.
 */
export function createTextGenerationInferenceProvider(options: ServerOptions): Provider {
  const { backend, catalog, baseUrl } = options;
  const server = connectServer(options);
  const quietly = (route: string, signal: AbortSignal, body?: unknown): Promise<unknown> =>
    server.json(route, signal, body).catch(() => null);

  const askInfo = (signal: AbortSignal): Promise<ServerInfo | null> =>
    server
      .json('/info', signal)
      .then(readInfo)
      .catch(() => null);

  function servedWith(asked: string, { model_id, model_sha }: ServerInfo): Served {
    return { ...server.servedBy(asked, model_id, null), ...(model_sha === null ? {} : { revision: model_sha }) };
  }

  async function open(request: GenerationRequest, prompt: RenderedPrompt | null, signal: AbortSignal): Promise<MessageReader> {
    const response =
      prompt === null
        ? await server.post('/v1/chat/completions', chatBody(request), 'text/event-stream', signal)
        : await server.post('/generate_stream', generateBody(request, prompt), 'text/event-stream', signal);
    return eventsOf(response, server.limits, prompt === null ? answerMessages : generatedTokens);
  }

  return {
    backend: describeBackend(backend, baseUrl),
    listModels: (signal) => server.list(async () => [offerOf(readInfo(await server.json('/info', signal)), catalog)], signal),
    stream(request, signal) {
      let info: ServerInfo | null = null;
      let asking: Promise<unknown> = Promise.resolve();
      return answerStream(
        server,
        request,
        {
          open(prompt, stop) {
            // Each answer asks anew: after a restart the same address may serve another model.
            asking = askInfo(stop).then((told) => (info = told));
            return open(request, prompt, stop);
          },
          servedBy: (model) => (info === null ? server.servedBy(request.modelId, model, null) : servedWith(request.modelId, info)),
          async servedAtEnd() {
            await asking;
            return info === null ? null : servedWith(request.modelId, info);
          },
        },
        signal,
      );
    },
    inspectModel: async (_, signal) => {
      const info = await askInfo(signal);
      return info === null ? null : inspectionOf(info);
    },
    async countTokens(request, signal) {
      const prompt = rawPrompt(request);
      return prompt === null
        ? tokensIn(await quietly('/chat_tokenize', signal, messagesOf(request)))
        : tokensIn(await quietly('/tokenize', signal, { inputs: prompt.text }));
    },
    async renderPrompt(request, signal) {
      return request.promptFormat === null ? templatedText(await quietly('/chat_tokenize', signal, messagesOf(request))) : null;
    },
    canContinue: () => Promise.resolve(true),
    dispose: () => Promise.resolve(),
  };
}
