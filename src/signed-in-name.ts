/** Longest name that is shown. Characters. */
const longestName = 256;

/**
 * Who the proxy in front of the page says is signed in: `{"name": "Ada"}`. `null` if it says nobody, or nothing that can be read. Never rejects:
 * the page works without.
 */
export async function readSignedInName(address: URL): Promise<string | null> {
  try {
    const response = await fetch(address, { cache: 'no-store', redirect: 'error' });
    if (!response.ok) return null;
    const told: unknown = await response.json();
    if (typeof told !== 'object' || told === null || !('name' in told) || typeof told.name !== 'string') return null;
    const name = told.name.trim();
    return name === '' || name.length > longestName ? null : name;
  } catch {
    return null;
  }
}
