import { ProviderFailure } from '../../../failure.ts';
import type { StatedLineage } from '../../../provider.ts';
import { readGgufHeader } from '../gguf-header.ts';
import { memoryOf, usableContext } from '../memory-estimate.ts';
import { statedLineage } from '../stated-lineage.ts';
import { keptBytes } from './kept-files.ts';
import type { CheckedFile } from './manifest.ts';

/** License texts can fill a header; a manifest keeps what is shown. Characters. */
const longestText = 500;

/** What is kept of a file whose bytes are whole. Throws a `ProviderFailure` if its header cannot be read. */
export async function checkFile(folder: string, sha256: string): Promise<CheckedFile> {
  const bytes = await keptBytes(folder);
  if (bytes === null) throw new ProviderFailure('not-found', 'The file is gone from this device.');
  const header = await readGgufHeader(bytes);
  return {
    sha256,
    stated: clipped(statedLineage(header)),
    contextTokens: usableContext(header),
    hasTemplate: header.values.has('tokenizer.chat_template'),
    memoryBytes: memoryOf(header, bytes.size),
  };
}

/** The same with texts of a length that a manifest keeps. */
export function clipped({ by, baseModels, dataSets, ...texts }: StatedLineage): CheckedFile['stated'] {
  const clip = (text: string | null): string | null => text?.slice(0, longestText) ?? null;
  return {
    by,
    name: clip(texts.name),
    organisation: clip(texts.organisation),
    license: clip(texts.license),
    licenseLink: clip(texts.licenseLink),
    baseModels: baseModels.map(({ name, organisation, repository }) => ({
      name: name.slice(0, longestText),
      organisation: clip(organisation),
      repository: clip(repository),
    })),
    dataSets: dataSets.map((name) => name.slice(0, longestText)),
    relation: clip(texts.relation ?? null),
  };
}
