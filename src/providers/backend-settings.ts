import type { BackendDescription, BackendKind } from './provider.ts';

/** A backend as an operator or a person set it up: an entry of config.json. */
export interface BackendSettings {
  readonly id: string;
  readonly kind: BackendKind;
  readonly label: string;
  /** Address of the server, absolute or relative to the page, any path, no query and no fragment. */
  readonly url?: string | undefined;
  /** `proxy`: a proxy in front adds the key, so none is sent from here. `user-token`: the person's own. */
  readonly auth?: 'none' | 'proxy' | 'user-token' | undefined;
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
  /** Address of the model file, relative to the page; only for models that run in the browser. */
  readonly file?: string | undefined;
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
}

/** The address of a backend's API; `null` if it has none or it cannot be read. */
export function addressOf({ url }: BackendSettings, baseUrl: URL): URL | null {
  return url !== undefined && URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
}

/** What the person is told about a backend. An address that cannot be read has no host; using it fails in words. */
export function describeBackend(backend: BackendSettings, baseUrl: URL): BackendDescription {
  const { id, kind, label } = backend;
  return { id, kind, label, host: kind === 'in-browser' ? null : (addressOf(backend, baseUrl)?.host ?? null) };
}
