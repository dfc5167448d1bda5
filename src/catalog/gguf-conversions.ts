import type { Catalog } from './catalog.ts';
import conversions from './gguf-conversions.json' with { type: 'json' };
import type { Model } from './schema.ts';

/** A GGUF file that somebody made of a model's weights. Its repository's file tree on Hugging Face was seen at `source`. */
export interface Conversion {
  /** Catalog id. */
  readonly model: string;
  readonly repository: string;
  /** Name of the file as the tree showed it; `null` where only the quantization was noted. */
  readonly file: string | null;
  readonly quantization: string;
  /** Size as the tree showed it, in units of 1,000³ bytes. The exact size is read before a download. */
  readonly gigabytes: number;
  readonly source: string;
}

const known: readonly Conversion[] = conversions;
/** What a page can load: wasm memory holds a file of 2 GiB and no more. In units of 1,000³ bytes. */
const largestInBrowser = 2.147;

export function conversionOf(modelId: string): Conversion | undefined {
  return known.find(({ model }) => model === modelId);
}

/** A model with a file that fits into a page. */
export interface BrowserCandidate {
  readonly model: Model;
  readonly conversion: Conversion & { readonly file: string };
}

/** Models of the catalog whose file fits into a page, the smallest first. */
export function browserCandidates(catalog: Catalog): readonly BrowserCandidate[] {
  return known
    .flatMap((conversion): BrowserCandidate[] => {
      const model = catalog.models.get(conversion.model);
      const { file, gigabytes } = conversion;
      return model === undefined || file === null || gigabytes > largestInBrowser ? [] : [{ model, conversion: { ...conversion, file } }];
    })
    .toSorted((one, other) => one.conversion.gigabytes - other.conversion.gigabytes);
}

/**
 * The card of what a Hub repository holds: the repository is a card's own, or a conversion of it whose file tree was seen. A file's name and
 * what a stranger's repository says of itself decide nothing: then it is `null`.
 */
export function modelOfRepository(catalog: Catalog, repository: string): string | null {
  const name = repository.toLowerCase();
  const conversion = known.find((one) => one.repository.toLowerCase() === name);
  if (conversion !== undefined && catalog.models.has(conversion.model)) return conversion.model;
  for (const { id, hubId } of catalog.models.values()) if (hubId?.toLowerCase() === name) return id;
  return null;
}
