declare global {
  interface Window {
    /** TypeScript's own types leave this out, and not every browser has it. */
    readonly trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown };
  }
}

/**
 * With `require-trusted-types-for 'script'` no text becomes HTML or code anywhere on the page; this is the one exception, because workers are
 * named by an address: a script of this build, beside `base` or in its `assets`, and a blob of this page, which is how the engine makes its
 * workers. Neither API answers nor other origins are among them. Browsers without Trusted Types need nothing.
 */
export function admitOwnScripts(base: URL): void {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) => (isOwnScript(address, base) ? address : null),
  });
}

export function isOwnScript(address: string, base: URL): boolean {
  if (address.startsWith(`blob:${base.origin}/`)) return true;
  const { href, search, hash } = new URL(address, base);
  return href.startsWith(base.href) && search === '' && hash === '' && /^(?:assets\/)?[\w-][\w.-]*\.js$/.test(href.slice(base.href.length));
}
