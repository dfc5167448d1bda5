import type { BackendDescription, BackendKind } from './provider.ts';

/** A backend as an operator or a person set it up: an entry of config.json. */
export interface BackendSettings {
  readonly id: string;
  readonly kind: BackendKind;
  readonly label: string;
  /** Address of the server, absolute or relative to the page, any path, no query and no fragment. */
  readonly url?: string | undefined;
  /**
   * `proxy`: a proxy in front adds the key, so none is sent from here. `user-token`: the person's own. `hugging-face-login`: the person signs
   * in, and what they are given there is the key.
   */
  readonly auth?: 'none' | 'proxy' | 'user-token' | 'hugging-face-login' | undefined;
  /** Hugging Face: the organization that pays. */
  readonly billTo?: string | undefined;
  /** Hugging Face: what the Hub knows this page by. Default: the address of the page's own description, `.well-known/oauth-cimd`. */
  readonly clientId?: string | undefined;
  /** Hugging Face: where people sign in. Default: the Hub. */
  readonly loginUrl?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Not empty: these are offered and the server is not asked. */
  readonly models: readonly ModelSettings[];
}

export interface ModelSettings {
  readonly id: string;
  readonly name?: string | undefined;
  /** Catalog id. */
  readonly catalog?: string | undefined;
  /** Id of a prompt format of the catalog, or `server` for the server's own template. */
  readonly promptFormat?: string | undefined;
  readonly contextTokens?: number | undefined;
  /** Whether it reads pictures. Without it the backend is asked. */
  readonly images?: boolean | undefined;
  /** Address of the model file, relative to the page; only for models that run in the browser. */
  readonly file?: string | undefined;
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
}

/** Whether a question is sent only with a key that the person gave or got. */
export const wantsKey = ({ auth }: BackendSettings): boolean => auth === 'user-token' || auth === 'hugging-face-login';

const usualAddress: Partial<Record<BackendKind, string>> = { 'hugging-face': 'https://router.huggingface.co/v1' };

/** The address of a backend's API; `null` if it has none or it cannot be read. */
export function addressOf({ kind, url = usualAddress[kind] }: BackendSettings, baseUrl: URL): URL | null {
  return url !== undefined && URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
}

/** What the person is told about a backend. An address that cannot be read has no host; using it fails in words. */
export function describeBackend(backend: BackendSettings, baseUrl: URL): BackendDescription {
  const { id, kind, label } = backend;
  return { id, kind, label, host: kind === 'in-browser' ? null : (addressOf(backend, baseUrl)?.host ?? null) };
}
