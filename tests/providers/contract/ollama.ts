import type { DialectExpectations, Expected } from './expected.ts';

const usage = { promptTokens: 26, outputTokens: 300, tokensPerSecond: 75 };
const busy = 'server busy, please try again.  maximum pending requests exceeded';

const whole: Readonly<Record<string, Expected>> = {
  'chat-whole': {
    text: 'Pythia and 12B',
    end: 'stop',
    usage,
    served: { model: 'dolly-v2-3b:latest', catalogId: 'dolly-v2-3b', revision: 'sha-of-the-file' },
  },
  'chat-length': { text: 'Half of it', end: 'length', usage },
  'chat-thinking': { text: 'Four.', end: 'stop', reasoning: 'Let me think.' },
  'chat-many-scripts': { text: '家谱 👩‍👩‍👧 العربية é 👍🏽', end: 'stop' },
  'chat-cloud': { text: 'Far away', end: 'stop', served: { model: 'gpt-oss:120b-cloud', catalogId: null, provider: 'ollama.com' } },
  'chat-another-model': { text: 'I am', end: 'stop', served: { model: 'unheard-of:9b', catalogId: null } },
  'chat-no-reason': { text: 'Old server', end: 'stop', usage: { outputTokens: 3 } },
  'chat-blank-lines': { text: 'Still here', end: 'stop' },
  'chat-no-final-line-end': { text: 'Done', end: 'stop' },
  'chat-odd-extras': { text: 'Fine', end: 'stop', usage: {} },
  'generate-whole': { text: 'Dolly was trained', end: 'stop', usage, served: { model: 'dolly-v2-3b:latest', catalogId: 'dolly-v2-3b' } },
  'generate-stop-over-pieces': { text: 'A ## heading stays. ', end: 'stop-string' },
  'generate-thinking': { text: 'Four.', end: 'stop', reasoning: 'Hm.' },
};
const broken: Readonly<Record<string, Expected>> = {
  'chat-ends-early': { text: 'Half an ans', end: 'interrupted' },
  'chat-cut-in-a-line': { text: 'Half', end: 'interrupted' },
  'chat-empty': { text: '', end: 'interrupted' },
  'chat-error-mid-stream': {
    text: 'Some',
    end: 'server',
    error: { detail: 'an error was encountered while running the model: CUDA error' },
  },
  'chat-error-context': { text: 'Some', end: 'context-exceeded' },
  'chat-loaded-only': { text: '', end: 'interrupted' },
  'chat-not-json': { text: 'Some', end: 'malformed' },
  'chat-another-form': { text: '', end: 'malformed' },
  'chat-json-instead': { text: '', end: 'malformed' },
  'chat-json-with-error': { text: '', end: 'busy', error: { detail: busy } },
  'chat-page-instead': { text: '', end: 'malformed' },
  'generate-error': { text: 'Half', end: 'server' },
};
const refused: Readonly<Record<string, Expected>> = {
  'refused-no-model': { text: '', end: 'not-found', error: { status: 404, detail: "model 'dolly-v2-3b' not found" } },
  'refused-busy': { text: '', end: 'busy', error: { status: 503, detail: busy } },
  'refused-origin': {
    text: '',
    end: 'auth',
    error: {
      status: 403,
      detail:
        'Ollama refused this page. Start it with OLLAMA_ORIGINS=http://page.example, or let the proxy in front of it remove the Origin header and set Host to localhost:11434.',
    },
  },
  'refused-cloud-switched-off': { text: '', end: 'auth', error: { detail: 'ollama cloud is disabled: remote inference is unavailable' } },
  'refused-not-signed-in': { text: '', end: 'auth', error: { detail: 'unauthorized' } },
  'refused-context': { text: '', end: 'context-exceeded', error: { status: 400 } },
  'refused-thinking': { text: '', end: 'bad-request' },
  'refused-cloud-limit': { text: '', end: 'rate-limited', error: { retryAfterMs: 30_000 } },
  'refused-crash': { text: '', end: 'server', error: { status: 500 } },
  'refused-body-too-large': { text: '', end: 'bad-request', error: { status: 413 } },
  'refused-proxy-page': { text: '', end: 'server', error: { status: 502 } },
};

export const ollama: DialectExpectations = {
  kind: 'ollama',
  whole,
  broken,
  refused,
  finishMark: '"done":true',
  routes: { chat: '/api/chat', raw: '/api/generate' },
  rawPrefix: 'generate-',
  aside: { '/api/ps': { models: [{ name: 'dolly-v2-3b:latest', digest: 'sha-of-the-file', context_length: 4096 }] } },
};
