import type { ErrorCode } from '#providers/provider.ts';

/** What happened and what a person can do. Fetched with the thread; the short forms for lists are in `errors`. */
export const failures = {
  byCode: {
    auth: {
      what: 'The backend refused the request: it needs a valid key or sign-in.',
      todo: 'Enter the key again, or choose another model.',
    },
    'not-found': { what: 'The backend does not have this model, or there is no such backend.', todo: 'Choose another model.' },
    'rate-limited': {
      what: 'The backend takes no more requests for now: too many came.',
      todo: 'Wait a little, then ask again.',
    },
    'no-credit': {
      what: 'The backend wants to be paid: the credit with it is used up.',
      todo: 'Whoever pays for it can add credit there. Until then, choose another model.',
    },
    busy: { what: 'The backend has too much to do.', todo: 'Ask again in a moment.' },
    loading: { what: 'The backend is still loading the model. That can take minutes.', todo: 'Try again when it is ready.' },
    'context-exceeded': {
      what: 'The conversation is longer than this model can read.',
      todo: 'Ask again with the oldest messages left out, start a new chat, or shorten the question.',
    },
    'bad-request': {
      what: 'The backend did not accept the request.',
      todo: 'Read what it said below. A setting that it does not know may be the reason.',
    },
    network: {
      what: 'The backend could not be reached.',
      todo: 'Check that it runs, that its address is right, and that it admits this page (CORS). Then ask again.',
    },
    'blocked-by-policy': {
      what: 'This page’s own content policy does not let it reach that address.',
      todo: 'Whoever hosts the page can allow it; what to set is said below.',
    },
    malformed: {
      what: 'The backend sent something that is not an answer in its own format.',
      todo: 'Check that the address leads to a model server and not to a web page.',
    },
    timeout: { what: 'The backend was silent for too long.', todo: 'It may be overloaded. Ask again, or choose another model.' },
    server: { what: 'The backend failed.', todo: 'Ask again. If it fails again, its own log says more.' },
    interrupted: { what: 'The connection ended before the answer did.', todo: 'Ask again for a whole answer.' },
    'file-damaged': {
      what: 'The model file is damaged, is not a GGUF file, or is one part of several.',
      todo: 'Fetch it again; parts are joined with llama-gguf-split --merge.',
    },
    'file-too-large': {
      what: 'The model file is larger than a browser can hold (about 2 GB).',
      todo: 'Use a smaller quantization, or a server.',
    },
    'architecture-unsupported': {
      what: 'The engine in this page does not know this model’s architecture.',
      todo: 'Run it on a server instead.',
    },
    'out-of-memory': { what: 'The browser ran out of memory for this model.', todo: 'Close other tabs, or use a smaller model.' },
    'part-missing': { what: 'A part of Stemma could not be fetched.', todo: 'Check your connection, then ask again.' },
    'engine-failed': { what: 'The engine in this page failed.', todo: 'Ask again: it is started anew.' },
    'app-failed': {
      what: 'Stemma itself made a mistake with this answer. The backend is not to blame.',
      todo: 'Ask again. If it happens again, please report it with the words below.',
    },
  } satisfies Record<ErrorCode, { what: string; todo: string }>,
  /** A refusal where no key can be given here: a proxy adds it, or the configuration says that none is needed. */
  refused: {
    proxy: {
      what: 'The request was refused, by the proxy that adds the key or by the server behind it.',
      todo: 'No key is entered here. Whoever runs this page can mend it; until then, choose another model.',
    },
    none: {
      what: 'The server refused the request, although it is set up here as one that needs no key.',
      todo: 'Whoever runs this page can name the way to sign in (“auth” in config.json). Until then, choose another model.',
    },
  },
  partKept: 'What arrived is kept. It is not the whole answer.',
  questionKept: 'Your question is kept.',
  together: (kept: string, todo: string) => `${kept} ${todo}`,
  tokens: (needed: string, limit: string) => `${needed} tokens were sent, and ${limit} fit.`,
  askAgain: 'Ask again',
  askAgainIn: (seconds: number) => `Ask again in ${seconds} s`,
  askShorter: 'Ask again with older messages left out',
  tryAgain: 'Try again',
  detail: 'What the backend said',
  ownDetail: 'What went wrong',
};
