/** A browser tells of a refused request just after the request failed. Milliseconds. */
const tellingMs = 100;

/**
 * Runs a request and, if it fails, says whether the page's own content policy refused it: the `connect-src` directive as it is now, without
 * the address. `null`: the policy has nothing to do with the failure, or there is no page.
 */
export function watchPolicy(address: URL): { refused(): Promise<string | null>; end(): void } {
  if (typeof document === 'undefined') return { refused: () => Promise.resolve(null), end: () => undefined };
  let found: string | null = null;
  let tell: ((directive: string) => void) | null = null;
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition !== 'enforce' || !URL.canParse(event.blockedURI) || new URL(event.blockedURI).origin !== address.origin) return;
    found = connectDirective(event.originalPolicy);
    tell?.(found);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  return {
    refused: () =>
      new Promise((resolve) => {
        if (found !== null) return resolve(found);
        const timer = setTimeout(() => resolve(null), tellingMs);
        tell = (directive) => {
          clearTimeout(timer);
          resolve(directive);
        };
      }),
    end: () => document.removeEventListener('securitypolicyviolation', onViolation),
  };
}

/** The directive that decides over requests: `connect-src`, or `'self'` where the policy falls back to its default. */
function connectDirective(policy: string): string {
  const directives = policy.split(';').map((directive) => directive.trim());
  return directives.find((directive) => /^connect-src(?:\s|$)/i.test(directive)) ?? "connect-src 'self'";
}

/** The directive with an origin added to it: what the one who hosts the page has to send. */
export function directiveWith(directive: string, origin: string): string {
  return `${directive.replace(/\s+'none'/i, '')} ${origin}`;
}
