/** Bytes of UTF-8: file systems take 255, with room for what a browser adds when the name is taken. */
const longestName = 150;
/** Not allowed on some system, or able to hide what the name is. */
// oxlint-disable-next-line no-control-regex -- they are what is taken out.
const refused = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\/:*?"<>|]+/g;
/** Names of devices that Windows refuses, whatever ending they have. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name for a file out of a title in any script, fine on every system: no separators, no devices, not too long, never empty. */
export function fileName(title: string | null, ending: string): string {
  const plain = (title ?? '')
    .normalize('NFC')
    .toWellFormed()
    .replaceAll('\ufffd', ' ')
    .replaceAll(refused, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  let name = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(plain)) {
    bytes += new TextEncoder().encode(segment).length;
    if (bytes > longestName) break;
    name += segment;
  }
  name = name.replace(/^[.\s]+|[.\s]+$/g, '');
  if (name === '' || devices.test(name.split('.')[0] ?? '')) name = `stemma ${name}`.trim();
  return `${name}.${ending}`;
}
