/** Where the build put each map: the files of the library, on the page's own origin. */
const addresses = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true });

/** Which characters the codes of a predefined encoding stand for; Chinese, Japanese and Korean files name one. Rejects if there is none. */
export async function characterMap(filename: string): Promise<Uint8Array> {
  const address = addresses[`/node_modules/pdfjs-dist/cmaps/${filename}`];
  if (address === undefined) throw new Error(`There is no character map "${filename}".`);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The character map "${filename}" did not come.`);
  return new Uint8Array(await response.arrayBuffer());
}
