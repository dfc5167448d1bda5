import { kindBytes, kindOf } from './file-kind.ts';
import { FileTrouble } from './file-trouble.ts';
import { readPicture } from './read-picture.ts';
import { decodeText } from './read-text.ts';

/** What was read from a file, as it is kept with a question and sent. */
export type FileContent =
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly mediaType: string;
      readonly bytes: number;
      readonly text: string;
      readonly pages?: number;
    }
  | { readonly kind: 'image'; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly data: string };

/** Bytes of a file that is read at all. */
const largest = { pdf: 100e6, picture: 50e6, other: 20e6 };
/** Longer texts fit into no model; they would fill the browser's storage. Characters. */
const longestText = 4_000_000;

/** Reads a file into what is sent and kept. `acceptsPictures` is asked only for one. Throws a `FileTrouble`. */
export async function readFile(file: File, acceptsPictures: () => Promise<boolean>, signal: AbortSignal): Promise<FileContent> {
  const named = { name: file.name === '' ? 'file' : file.name, bytes: file.size };
  const head = await file
    .slice(0, kindBytes)
    .arrayBuffer()
    .catch(() => {
      throw new FileTrouble('unreadable');
    });
  const kind = kindOf(new Uint8Array(head));
  if (file.size === 0) throw new FileTrouble('empty');
  if (file.size > largest[kind]) throw new FileTrouble('too-large', largest[kind]);
  if (kind === 'picture') {
    if (!(await acceptsPictures())) throw new FileTrouble('no-pictures');
    const { mediaType, data, bytes } = await readPicture(file);
    return { kind: 'image', ...named, mediaType, data, bytes };
  }
  const data = await file.arrayBuffer().catch(() => {
    throw new FileTrouble('unreadable');
  });
  signal.throwIfAborted();
  if (kind === 'pdf') {
    const { readPdf } = await import('./read-pdf.ts').catch(() => {
      throw new FileTrouble('part-missing');
    });
    return { kind: 'text', ...named, mediaType: 'application/pdf', ...(await readPdf(data, signal)) };
  }
  const decoded = decodeText(new Uint8Array(data));
  if (decoded === null) throw new FileTrouble('not-text');
  const text = decoded.text.replaceAll('\r\n', '\n');
  if (text.trim() === '') throw new FileTrouble('empty');
  if (text.length > longestText) throw new FileTrouble('too-long', longestText);
  return { kind: 'text', ...named, mediaType: file.type === '' ? 'text/plain' : file.type, text };
}
