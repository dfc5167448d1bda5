/** A browser tells of a refused request just after the request failed. Milliseconds. */
const tellingMs = 100;

/** What would admit the origins that were refused since the page was opened: too telling for an error, which is kept and exported. */
const admitting = new Map<string, string>();

/** The directive that would let the page reach an origin; `null` if its policy refused none of the requests there. */
export function directiveAdmitting(origin: string): string | null {
  return admitting.get(origin) ?? null;
}

/** Watches one request and, if it fails, says whether the page's own content policy refused it. Where there is no page, none did. */
export function watchPolicy(address: URL): { refused(): Promise<boolean>; end(): void } {
  if (typeof document === 'undefined') return { refused: () => Promise.resolve(false), end: () => undefined };
  let isFound = false;
  let tell: (() => void) | null = null;
  const onViolation = (event: SecurityPolicyViolationEvent): void => {
    if (event.disposition !== 'enforce' || !URL.canParse(event.blockedURI) || new URL(event.blockedURI).origin !== address.origin) return;
    isFound = true;
    admitting.set(address.origin, directiveWith(connectDirective(event.originalPolicy), address.origin));
    tell?.();
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  return {
    refused: () =>
      new Promise((resolve) => {
        if (isFound) return resolve(true);
        const timer = setTimeout(() => resolve(false), tellingMs);
        tell = () => {
          clearTimeout(timer);
          resolve(true);
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
function directiveWith(directive: string, origin: string): string {
  return `${directive.replace(/\s+'none'/i, '')} ${origin}`;
}
