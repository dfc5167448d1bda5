import type { DialectExpectations, Expected } from './expected.ts';

const served = { model: 'databricks/dolly-v2-3b', catalogId: 'dolly-v2-3b', revision: 'f6c9be08f16fe4d3a719bee0a4a7c7415b5c65df' };

const whole: Readonly<Record<string, Expected>> = {
  'generate-whole': { text: 'Dolly was trained', end: 'stop', usage: { promptTokens: 31, outputTokens: 4 }, served },
  'generate-length': { text: 'Half of it', end: 'length' },
  'generate-stop-sequence': { text: 'A ## heading stays. ', end: 'stop-string' },
  'generate-special-tokens': { text: 'Plain text', end: 'stop' },
  'generate-many-scripts': { text: '家谱 👩‍👩‍👧 العربية é 👍🏽', end: 'stop' },
  'generate-keep-alive': { text: 'Slowly', end: 'stop' },
  'generate-no-final-blank-line': { text: 'Done.', end: 'stop' },
  'generate-odd-extras': { text: 'Fine', end: 'stop', usage: {} },
  'chat-whole': { text: 'Open models', end: 'stop', usage: { promptTokens: 9, outputTokens: 3 }, served },
  'chat-stop-sequence': { text: 'Zephyr', end: 'stop-string' },
  'chat-no-done': { text: 'Done', end: 'length' },
};
const broken: Readonly<Record<string, Expected>> = {
  'generate-ends-early': { text: 'Half an ans', end: 'interrupted' },
  'generate-no-details': { text: 'Text only', end: 'interrupted' },
  'generate-cut-in-an-event': { text: 'Half', end: 'interrupted' },
  'generate-empty': { text: '', end: 'interrupted' },
  'generate-overloaded': { text: '', end: 'busy', error: { detail: 'Model is overloaded' } },
  'generate-context': { text: '', end: 'context-exceeded', error: { needed: 1900, limit: 2048 } },
  'generate-input-too-long': { text: '', end: 'context-exceeded', error: { needed: 1900, limit: 1024 } },
  'generate-validation': { text: '', end: 'bad-request' },
  'generate-failed': { text: 'Some', end: 'server' },
  'generate-incomplete': { text: 'Some', end: 'server' },
  'generate-another-form': { text: '', end: 'malformed' },
  'generate-not-json': { text: 'Some', end: 'malformed' },
  'generate-page-instead': { text: '', end: 'malformed' },
  'generate-json-instead': { text: '', end: 'malformed' },
  'chat-error-then-done': { text: 'Some', end: 'bad-request', error: { status: 422 } },
  'chat-done-without-finish': { text: 'Half', end: 'interrupted' },
};
const refused: Readonly<Record<string, Expected>> = {
  'refused-validation': { text: '', end: 'bad-request', error: { status: 422 } },
  'refused-no-template': { text: '', end: 'bad-request', error: { status: 422, detail: 'Template error: template not found' } },
  'refused-context': { text: '', end: 'context-exceeded', error: { needed: 1900, limit: 1024 } },
  'refused-generation': { text: '', end: 'server', error: { status: 424 } },
  'refused-overloaded': { text: '', end: 'rate-limited', error: { status: 429, retryAfterMs: 3000 } },
  'refused-key': { text: '', end: 'auth', error: { status: 401 } },
  'refused-forbidden': { text: '', end: 'auth', error: { status: 403, detail: 'The server answered 403.' } },
  'refused-no-route': { text: '', end: 'not-found', error: { status: 404 } },
  'refused-body-too-large': { text: '', end: 'bad-request', error: { status: 413 } },
  'refused-incomplete': { text: '', end: 'server', error: { status: 500 } },
  'refused-unhealthy': { text: '', end: 'busy', error: { status: 503 } },
};

export const textGenerationInference: DialectExpectations = {
  kind: 'text-generation-inference',
  whole,
  broken,
  refused,
  finishMark: '"finish_reason":"',
  routes: { chat: '/v1/chat/completions', raw: '/generate_stream' },
  rawPrefix: 'generate-',
  aside: {
    '/info': { model_id: served.model, model_sha: served.revision, max_input_tokens: 1024, max_total_tokens: 2048, version: '3.3.6' },
  },
};
