import { ProviderFailure } from '../../failure.ts';
import { withoutWords } from '../../wire/stated-error.ts';

/**
 * Ollama answers pages of other origins with an empty 403 and no CORS header, so a browser sees a network failure, and behind a proxy on the
 * page's own origin, which passes `Origin` and `Host` on, the bare status. Both are said in words.
 */
export function explainRefusal(failure: ProviderFailure, host: string | null, page: URL): ProviderFailure {
  const { code, detail: _, ...extras } = failure.error;
  if (extras.status === 403 && failure.message === withoutWords(403)) {
    const words = `Ollama refused this page. Start it with OLLAMA_ORIGINS=${page.origin}, or let the proxy in front of it remove the Origin header and set Host to localhost:11434.`;
    return new ProviderFailure(code, words, extras);
  }
  if (code === 'network' && extras.status === undefined && host !== null && host !== page.host) {
    return new ProviderFailure(
      code,
      `${failure.message} If it runs, start it with OLLAMA_ORIGINS=${page.origin}: it refuses pages of other origins.`,
      extras,
    );
  }
  return failure;
}
