import { ProviderFailure } from '../../../failure.ts';
import { readGgufHeader } from '../gguf-header.ts';
import { memoryOf, usableContext } from '../memory-estimate.ts';
import { statedLineage } from '../../../stated-lineage.ts';
import { keptBytes } from './kept-files.ts';
import type { CheckedFile } from './manifest.ts';

/** What is kept of a file whose bytes are whole. Throws a `ProviderFailure` if its header cannot be read. */
export async function checkFile(folder: string, sha256: string): Promise<CheckedFile> {
  const bytes = await keptBytes(folder);
  if (bytes === null) throw new ProviderFailure('not-found', 'The file is gone from this device.');
  const header = await readGgufHeader(bytes);
  return {
    sha256,
    stated: statedLineage(header.values),
    contextTokens: usableContext(header),
    hasTemplate: header.values.has('tokenizer.chat_template'),
    memoryBytes: memoryOf(header, bytes.size),
  };
}
