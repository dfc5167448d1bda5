import * as v from 'valibot';
import { fileName } from '../../configured-names.ts';
import type { GenerationRequest, ModelInspection } from '../../provider.ts';
import { rawPrompt } from '../../wire/raw-prompt.ts';
import type { ServerConnection } from '../../wire/server-connection.ts';
import { contextOf, engineOf, type ListedModel, readEntries, readsImagesOf } from './model-list.ts';
import { chatMessages, type Engine } from './request-body.ts';

/** What the programs behind this dialect tell beside it: never needed for an answer, and never asked of a program that is not known. */
export interface Probes {
  inspect(modelId: string, signal: AbortSignal): Promise<ModelInspection | null>;
  count(request: GenerationRequest, signal: AbortSignal): Promise<number | null>;
  render(request: GenerationRequest, signal: AbortSignal): Promise<string | null>;
  /** The program that answers, as far as its list of models tells. */
  engine(signal: AbortSignal): Promise<Engine>;
}

/** Routes beside `/v1` that the probes ask: of llama.cpp, and of vLLM. */
export const routesBeside = ['/props', '/apply-template', '/tokenize', '/detokenize', '/version'];

/**
 * llama.cpp chats in this format when a model file has no template, and then tells it as if it were the model's. Written from what llama.cpp
 * v0.5.0 answers at `/props` for such a file.
 */
const templateOfLastResort = [
  '{%- for message in messages -%}',
  "  {{- '<|im_start|>' + message.role + '",
  "' + message.content + '<|im_end|>",
  "' -}}",
  '{%- endfor -%}',
  '{%- if add_generation_prompt -%}',
  "  {{- '<|im_start|>assistant",
  "' -}}",
  '{%- endif -%}',
].join('\n');

const lenient = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.fallback(v.nullable(schema), null), null);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const properties = v.object({
  default_generation_settings: lenient(v.object({ n_ctx: lenient(v.pipe(count, v.minValue(1))) })),
  chat_template: lenient(v.string()),
  build_info: lenient(v.pipe(v.string(), v.maxLength(200))),
  modalities: lenient(v.object({ vision: lenient(v.boolean()) })),
});
const inputTokens = v.object({ input_tokens: count });
const tokenList = v.object({ tokens: v.array(count) });
const rendered = v.object({ prompt: v.string() });
const version = v.object({ version: v.pipe(v.string(), v.maxLength(200)) });

const nothing: ModelInspection = {
  contextTokens: null,
  chatTemplate: null,
  stated: null,
  revision: null,
  engine: null,
  remoteHost: null,
};

/** `engine`: what the list of models told, `null` if it was not read yet; the probes read it then and `learn` it. */
export function probesOf(
  server: ServerConnection,
  known: { readonly engine: () => Engine | null; readonly learn: (engine: Engine) => void },
): Probes {
  async function listed(signal: AbortSignal): Promise<readonly ListedModel[]> {
    const entries = readEntries(await server.json('/models', signal));
    known.learn(engineOf(entries));
    return entries;
  }

  /** A server without a list of models is not asked for one again at each question. */
  async function engineNow(signal: AbortSignal): Promise<Engine> {
    const engine = known.engine();
    if (engine !== null) return engine;
    try {
      return engineOf(await listed(signal));
    } catch {
      if (!signal.aborted) known.learn('unknown');
      return 'unknown';
    }
  }

  /** Tokens of a text or of a chat that vLLM's tokenizer reads. */
  async function tokensOfVllm(request: GenerationRequest, signal: AbortSignal): Promise<readonly number[]> {
    const prompt = rawPrompt(request);
    const input = prompt === null ? { messages: chatMessages(request) } : { prompt: prompt.text };
    return v.parse(tokenList, await server.jsonBeside('/tokenize', signal, { model: request.modelId, ...input })).tokens;
  }

  async function inspectLlamaCpp(entry: ListedModel | null, signal: AbortSignal): Promise<ModelInspection> {
    const told = v.parse(properties, await server.jsonBeside('/props', signal));
    const text = told.chat_template;
    return {
      ...nothing,
      contextTokens: told.default_generation_settings?.n_ctx ?? (entry === null ? null : contextOf(entry)),
      chatTemplate:
        text === null || text === '' ? null : { text, origin: text.trim() === templateOfLastResort.trim() ? 'fallback' : 'model' },
      engine: told.build_info === null ? 'llama.cpp' : `llama.cpp ${told.build_info}`,
      ...readsImages(told.modalities?.vision ?? (entry === null ? null : readsImagesOf(entry))),
    };
  }

  async function inspectVllm(entry: ListedModel | null, signal: AbortSignal): Promise<ModelInspection> {
    const told = await server.jsonBeside('/version', signal).catch(() => null);
    const read = v.safeParse(version, told);
    const parent = entry?.parent ?? null;
    return {
      ...nothing,
      contextTokens: entry === null ? null : contextOf(entry),
      engine: read.success ? `vLLM ${read.output.version}` : 'vLLM',
      stated: parent === null ? null : statedParent(parent),
    };
  }

  return {
    engine: engineNow,
    async inspect(modelId, signal) {
      const entries = await listed(signal);
      const entry = entries.find(({ id }) => id === modelId) ?? null;
      const asListed = entry === null ? null : { ...nothing, contextTokens: contextOf(entry), ...readsImages(readsImagesOf(entry)) };
      const engine = engineOf(entries);
      if (engine === 'unknown') return asListed;
      // The routes beside the API may be closed by a proxy; what the list told stays.
      return (engine === 'llama.cpp' ? inspectLlamaCpp : inspectVllm)(entry, signal).catch(() => asListed);
    },
    async count(request, signal) {
      const engine = await engineNow(signal);
      if (engine === 'vllm') return (await tokensOfVllm(request, signal)).length;
      if (engine !== 'llama.cpp') return null;
      const prompt = rawPrompt(request);
      if (prompt === null) {
        const body = { model: request.modelId, messages: chatMessages(request) };
        return v.parse(inputTokens, await server.json('/chat/completions/input_tokens', signal, body)).input_tokens;
      }
      const body = { model: request.modelId, content: prompt.text, add_special: true, parse_special: true };
      return v.parse(tokenList, await server.jsonBeside('/tokenize', signal, body)).tokens.length;
    },
    async render(request, signal) {
      const engine = await engineNow(signal);
      const asChat = { ...request, promptFormat: null };
      if (engine === 'llama.cpp') {
        const body = { model: request.modelId, messages: chatMessages(asChat) };
        return v.parse(rendered, await server.jsonBeside('/apply-template', signal, body)).prompt;
      }
      if (engine !== 'vllm') return null;
      const tokens = await tokensOfVllm(asChat, signal);
      return v.parse(rendered, await server.jsonBeside('/detokenize', signal, { model: request.modelId, tokens })).prompt;
    },
  };
}

const readsImages = (told: boolean | null) => (told === null ? {} : { readsImages: told });

/** vLLM names what an adapter stands on: the server's claim. Of a path the last part only: where files lie on a server is nobody's business. */
function statedParent(parent: string): NonNullable<ModelInspection['stated']> {
  const isRepository = /^[\w.-]+\/[\w.-]+$/.test(parent);
  return {
    by: 'server',
    name: null,
    organisation: null,
    license: null,
    licenseLink: null,
    baseModels: [{ name: fileName(parent), organisation: null, repository: isRepository ? parent : null }],
    dataSets: [],
    relation: 'adapter',
  };
}
