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
