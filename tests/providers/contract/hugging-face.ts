import type { DialectExpectations, Expected } from './expected.ts';

const llama = { model: 'meta-llama/llama-3.1-8b-instruct', catalogId: 'llama-3.1-8b-instruct', provider: 'novita' };
const whole: Readonly<Record<string, Expected>> = {
  'chat-whole': { text: 'It stands on Pythia.', end: 'stop', usage: { promptTokens: 42, outputTokens: 4 }, served: llama },
  'chat-company-not-told': { text: 'Yes.', end: 'stop', served: { model: llama.model, catalogId: llama.catalogId } },
  'chat-many-scripts': { text: '家谱 👩‍👩‍👧 العربية é 👍🏽', end: 'stop' },
  'chat-thinking': { text: 'Four.', end: 'stop', reasoning: 'Let me think.', served: { provider: 'together', catalogId: 'deepseek-r1' } },
  'chat-usage-beside': { text: 'Fast.', end: 'stop', usage: { promptTokens: 9, outputTokens: 2 }, served: { provider: 'groq' } },
  'chat-length': { text: 'Half of it', end: 'length' },
  'chat-another-model': { text: 'I am another.', end: 'stop', served: { model: 'tiiuae/unknown-9b', catalogId: null } },
  // The router takes no raw prompt: the conversation is sent, and the answer says that the format was not applied.
  'unformatted-whole': { text: 'Dolly was trained', end: 'stop', served: { catalogId: 'dolly-v2-3b', unusedFormat: 'dolly' } },
};
const broken: Readonly<Record<string, Expected>> = {
  'chat-ends-early': { text: 'Half an', end: 'interrupted' },
  'chat-done-without-finish': { text: 'Half', end: 'interrupted' },
  'chat-error-mid-stream': { text: 'Some', end: 'server', error: { status: 502, detail: 'The upstream provider closed the connection.' } },
  'chat-error-in-words': { text: 'Some', end: 'busy' },
  'chat-empty': { text: '', end: 'interrupted' },
  'chat-page-instead': { text: '', end: 'malformed' },
};
const refused: Readonly<Record<string, Expected>> = {
  'refused-key': { text: '', end: 'auth', error: { status: 401, detail: 'Invalid username or password.' } },
  'refused-permission': { text: '', end: 'auth', error: { status: 403 } },
  'refused-credit': { text: '', end: 'no-credit', error: { status: 402 } },
  'refused-too-many': { text: '', end: 'rate-limited', error: { status: 429, retryAfterMs: 12_000 } },
  'refused-busy': { text: '', end: 'busy', error: { status: 503, detail: 'No provider is available right now.' } },
  'refused-loading': { text: '', end: 'loading', error: { retryAfterMs: 20_400 } },
  'refused-model': { text: '', end: 'not-found', error: { status: 400 } },
  'refused-context': { text: '', end: 'context-exceeded', error: { needed: 9001, limit: 8192 } },
  'refused-company-failed': { text: '', end: 'server', error: { status: 500, detail: 'Internal error of the provider.' } },
  'refused-gateway-page': { text: '', end: 'server', error: { status: 502, detail: 'The server answered 502.' } },
};

export const huggingFace: DialectExpectations = {
  kind: 'hugging-face',
  whole,
  broken,
  refused,
  finishMark: 'finish_reason":"',
  routes: { chat: '/v1/chat/completions', raw: '/v1/chat/completions' },
  rawPrefix: 'unformatted-',
  aside: {},
};
