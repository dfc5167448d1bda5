/** The headers of production: the reason for each is in docs/decisions.md. `connectOrigins` are those of the configured backends and of the Hub. */
export function contentSecurityPolicy(connectOrigins = []) {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // The frame in which diagrams are drawn, and no other.
    "frame-src 'self'",
    ["connect-src 'self'", ...connectOrigins].join(' '),
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

const huggingFace = { router: 'https://router.huggingface.co', hub: 'https://huggingface.co' };

/**
 * Origins that the backends of a configuration ask for, if they are not the page's own: their servers, and where people sign in.
 * @param {readonly { kind?: string, url?: string, auth?: string, loginUrl?: string }[]} backends
 */
export function originsOf(backends) {
  const addresses = backends.flatMap(({ kind, url, auth, loginUrl }) => [
    url ?? (kind === 'hugging-face' ? huggingFace.router : ''),
    auth === 'hugging-face-login' ? (loginUrl ?? huggingFace.hub) : '',
  ]);
  return [...new Set(addresses.flatMap((address) => (/^https?:\/\//i.test(address) ? [new URL(address).origin] : [])))];
}

/**
 * Origins that model files come from, for `connect-src`. The Hugging Face Hub sends downloads on to storage hosts below hf.co
 * (https://huggingface.co/.well-known/meta.json lists them), and the policy holds for where a redirect leads. A mirror must serve its files
 * itself, or its storage hosts must be added. Nothing is asked there before a person presses a button that names the host.
 */
export function hubOrigins(hubUrl = 'https://huggingface.co') {
  if (!/^https?:\/\//i.test(hubUrl)) return [];
  const { origin } = new URL(hubUrl);
  return origin === 'https://huggingface.co' ? [origin, 'https://*.hf.co'] : [origin];
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
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
};

/**
 * The headers of diagram.html, the document in which diagrams are drawn. Its own `meta` policy names its scripts by their hash and forbids every
 * request; these add what only a header can: that no other site frames it, and that it has no origin even when opened by itself.
 */
export const diagramHeaders = {
  ...productionHeaders,
  'Content-Security-Policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts",
};
