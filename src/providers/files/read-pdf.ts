import { FileTrouble } from './file-trouble.ts';

export interface PdfText {
  readonly text: string;
  readonly pages: number;
}

/** A page takes some milliseconds; a file that was built to hold the reader up does not end. Milliseconds. */
const longestReading = 120_000;
/** Characters of a book of two thousand pages and more: no model reads as much. */
const longestText = 4_000_000;

/**
 * The text of a PDF, page by page under lines that number them. A worker of its own reads the file and is ended with it, so a hostile file
 * holds nothing up. Nothing is fetched but character maps of the page's own origin, for fonts that do not carry theirs. Throws a `FileTrouble`.
 */
export async function readPdf(data: ArrayBuffer, signal: AbortSignal): Promise<PdfText> {
  const [{ getDocument, PDFWorker }, { characterMap }] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import('./character-maps.ts'),
  ]).catch(() => {
    throw new FileTrouble('part-missing');
  });
  const port = new Worker(new URL('./pdf.worker.ts', import.meta.url), { type: 'module' });
  const end = (): void => port.terminate();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(longestReading)]);
  const given = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(new FileTrouble(signal.aborted ? 'given-up' : 'too-slow')), { once: true });
    port.addEventListener('error', () => reject(new FileTrouble('part-missing')), { once: true });
  });
  const read = async (): Promise<PdfText> => {
    const worker = PDFWorker.create({ port });
    const document = await getDocument({
      data: new Uint8Array(data),
      worker,
      BinaryDataFactory: class {
        readonly fetch = ({ filename }: { filename: string }): Promise<Uint8Array> => characterMap(filename);
      },
      cMapUrl: 'maps/',
      cMapPacked: true,
      useWorkerFetch: false,
      useWasm: false,
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: 0,
    }).promise;
    const parts: string[] = [];
    let length = 0;
    let hasText = false;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      let text = '';
      // As it comes: one page can be made to hold more than fits into memory.
      const reader = page.streamTextContent().getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        text += textIn(chunk.value);
        if (length + text.length > longestText) throw new FileTrouble('too-long');
      }
      page.cleanup();
      hasText ||= text.trim() !== '';
      length += text.length;
      parts.push(`[Page ${number}]\n${text.trim()}`);
    }
    if (!hasText) throw new FileTrouble('scanned', document.numPages);
    return { text: parts.join('\n\n'), pages: document.numPages };
  };
  try {
    return await Promise.race([read(), given]);
  } catch (error) {
    if (error instanceof FileTrouble) throw error;
    throw new FileTrouble(error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged');
  } finally {
    end();
  }
}

/** The words of a piece of a page, as the library gives it; its types do not say what is in the stream. */
function textIn(piece: unknown): string {
  const items: unknown = Reflect.get(Object(piece), 'items');
  if (!Array.isArray(items)) return '';
  return items
    .map((item: unknown) => {
      const words: unknown = Reflect.get(Object(item), 'str');
      return typeof words === 'string' ? words + (Reflect.get(Object(item), 'hasEOL') === true ? '\n' : '') : '';
    })
    .join('');
}
