export interface SafeAddress {
  readonly href: string;
  /** As the browser will ask for it: punycode for letters that could pass for others. */
  readonly host: string;
}

/**
 * The address of a link in model text, or `null` if it must not be one: only http, https and mailto; never this page's own origin, so
 * that no answer can move the app; user names and passwords dropped, as they dress one host up as another.
 */
export function safeAddress(written: string, pageOrigin: string): SafeAddress | null {
  let address: URL;
  try {
    address = new URL(written);
  } catch {
    return null;
  }
  if (address.protocol === 'mailto:') return { href: address.href, host: address.pathname };
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return null;
  if (address.origin === pageOrigin || address.hostname === '') return null;
  address.username = '';
  address.password = '';
  return { href: address.href, host: address.host };
}
