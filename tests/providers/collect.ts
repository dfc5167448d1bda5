import { builtInCatalog } from '#catalog/built-in.ts';
import { createOpenAiCompatibleProvider } from '#providers/backends/openai-compatible.ts';
import type { ServerOptions } from '#providers/wire/server-connection.ts';
import { createOllamaProvider } from '#providers/backends/ollama.ts';
import { createTextGenerationInferenceProvider } from '#providers/backends/text-generation-inference.ts';
import type { BackendSettings } from '#providers/backend-settings.ts';
import type { GenerationRequest, Provider, ProviderError, StreamPart, Usage } from '#providers/provider.ts';

export const catalog = builtInCatalog;

export function backendAt(origin: string, more: Partial<BackendSettings> = {}): BackendSettings {
  return { id: 'local', kind: 'openai-compatible', label: 'Local', url: `${origin}/v1`, models: [], ...more };
}

export function providerAt(origin: string, more: Partial<BackendSettings> = {}, options: Partial<ServerOptions> = {}): Provider {
  const baseUrl = new URL('http://page.example/app/');
  return createOpenAiCompatibleProvider({ backend: backendAt(origin, more), catalog, baseUrl, token: () => null, ...options });
}

const creators = {
  'openai-compatible': createOpenAiCompatibleProvider,
  ollama: createOllamaProvider,
  'text-generation-inference': createTextGenerationInferenceProvider,
};

/** A provider of any dialect of servers. */
export function serverProviderAt(
  kind: keyof typeof creators,
  origin: string,
  more: Partial<BackendSettings> = {},
  options: Partial<ServerOptions> = {},
): Provider {
  const url = kind === 'openai-compatible' ? `${origin}/v1` : origin;
  const baseUrl = new URL('http://page.example/app/');
  return creators[kind]({ backend: backendAt(origin, { kind, url, ...more }), catalog, baseUrl, token: () => null, ...options });
}

export const question: GenerationRequest = {
  modelId: 'dolly-v2-3b',
  system: null,
  turns: [{ role: 'user', text: 'What is Dolly made of?' }],
  parameters: {},
  promptFormat: null,
  locale: 'en',
};

/** The same question as a raw prompt in the format that Dolly was trained with. */
export function rawQuestion(formatId = 'dolly'): GenerationRequest {
  const promptFormat = catalog.promptFormats.get(formatId);
  if (promptFormat === undefined) throw new Error(`no format ${formatId}`);
  return { ...question, promptFormat };
}

export interface Heard {
  readonly parts: readonly StreamPart[];
  readonly text: string;
  readonly reasoning: string;
  readonly usage: Usage;
  /** Field by field, a later part over an earlier one. */
  readonly served: Extract<StreamPart, { type: 'served' }> | null;
  /** Reason of the `finish` part, else the code of the error. */
  readonly end: string;
  readonly error: ProviderError | null;
}

/** Everything that a stream says. Fails unless exactly one terminal part came, at the end. */
export async function hear(provider: Provider, request: GenerationRequest, signal = new AbortController().signal): Promise<Heard> {
  const parts: StreamPart[] = [];
  for await (const part of provider.stream(request, signal)) parts.push(part);
  const terminal = parts.filter(({ type }) => type === 'finish' || type === 'error');
  const last = parts.at(-1);
  if (terminal.length !== 1 || terminal[0] !== last) throw new Error(`not one terminal part at the end: ${JSON.stringify(parts)}`);
  const joined = (type: 'text-delta' | 'reasoning-delta'): string => parts.map((part) => (part.type === type ? part.text : '')).join('');
  const usage = parts.reduce<Usage>((sum, part) => {
    if (part.type !== 'usage') return sum;
    const { type: _, ...counts } = part;
    return { ...sum, ...counts };
  }, {});
  return {
    parts,
    text: joined('text-delta'),
    reasoning: joined('reasoning-delta'),
    usage,
    served: parts.reduce<Heard['served']>((sum, part) => (part.type === 'served' ? { ...sum, ...part } : sum), null),
    end: last?.type === 'finish' ? last.reason : last?.type === 'error' ? last.error.code : '',
    error: last?.type === 'error' ? last.error : null,
  };
}
