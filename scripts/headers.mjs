/** The headers of production: the reason for each is in docs/decisions.md. `connectOrigins` are those of the configured backends and of the Hub. */
export function contentSecurityPolicy(connectOrigins = []) {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connectOrigins].join(' '),
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const huggingFace = { router: 'https://router.huggingface.co', hub: 'https://huggingface.co' };

/**
 * Origins that a configuration asks for, if they are not the page's own: servers, where people sign in, and the Hub that tells of models.
 * @param {readonly { kind?: string, url?: string, auth?: string, loginUrl?: string }[]} backends
 * @param {string} hubUrl
 */
export function originsOf(backends, hubUrl = huggingFace.hub) {
  const ofBackends = backends.flatMap(({ kind, url, auth, loginUrl }) => [
    url ?? (kind === 'hugging-face' ? huggingFace.router : ''),
    auth === 'hugging-face-login' ? (loginUrl ?? huggingFace.hub) : '',
  ]);
  return [...new Set([...ofBackends, hubUrl].flatMap((address) => (/^https?:\/\//i.test(address) ? [new URL(address).origin] : [])))];
}

/**
 * Every port of this machine: for whoever serves Stemma to themselves. IPv6's loopback cannot be named in a policy.
 */
export const loopbackOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

export const productionHeaders = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
