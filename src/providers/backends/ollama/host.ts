/** Host of an address that the server states, for example "ollama.com" of "https://ollama.com:443"; what is no address is named as it stands. */
export function hostOf(address: string | null): string | null {
  if (address === null || address === '') return null;
  return (URL.canParse(address) ? new URL(address).host : address).slice(0, 200) || null;
}
