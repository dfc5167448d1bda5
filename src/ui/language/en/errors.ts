import type { ErrorCode } from '#providers/provider.ts';
import { common } from './common.ts';

/** What happened and what a person can do, by error code. The backend's own words are shown below it. */
export const errors = {
  byCode: {
    auth: 'The backend refused the request: it needs a valid key.',
    'not-found': 'The model or backend was not found. Choose another model, or check the address in the configuration.',
    'rate-limited': 'Too many requests for now. Wait a little, then ask again.',
    'no-credit': 'The credit with this backend is used up. Whoever pays for it can add some.',
    busy: 'The backend is busy. Ask again in a moment.',
    loading: 'The backend is still loading the model. Ask again in a moment.',
    'context-exceeded': 'This conversation is longer than the model can read. Start a new chat, or edit an earlier question.',
    'bad-request': 'The backend did not accept the request.',
    network: 'The backend could not be reached. Check that it runs, that its address is right, and that it admits this page (CORS).',
    'blocked-by-policy': 'This page’s own content policy does not let it reach that address. Whoever hosts the page can allow it.',
    malformed: 'The backend sent something that is not an answer in its own format.',
    timeout: 'The backend was silent for too long.',
    server: 'The backend failed.',
    interrupted: 'The connection ended before the answer did. What arrived is kept; it is not the whole answer.',
    'file-damaged':
      'The model file is damaged, is not a GGUF file, or is one part of several: parts are joined with llama-gguf-split --merge.',
    'file-too-large': 'The model file is larger than a browser can hold (about 2 GB). Use a smaller quantization, or a server.',
    'architecture-unsupported': 'The engine in this page does not know this model’s architecture. Run it on a server instead.',
    'out-of-memory':
      'There is not enough memory for this model. Close other tabs, use a smaller model, or raise the limit in the settings. Your conversation is safe.',
    'engine-failed': 'The engine in this page failed. Your conversation is safe; ask again to start it anew.',
    'part-missing': common.partMissing,
    'app-failed': 'Stemma itself made a mistake. Ask again; if it happens again, please report it.',
  } satisfies Record<ErrorCode, string>,
};
