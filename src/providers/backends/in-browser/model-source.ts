import type { StatedLineage } from '../../provider.ts';
import type { ModelFile } from './model-file.ts';

/** Where a model's bytes come from, and what is known of it before it runs. `kept`: it was fetched from the Hub and lies on this device. */
export type ModelSource =
  | { readonly kind: 'address'; readonly address: URL; readonly sha256: string | null; readonly catalogId: string | null }
  | {
      readonly kind: 'file';
      readonly file: ModelFile;
      readonly stated: StatedLineage;
      /** Format that the file's name suggests, for files without a template of their own. */
      readonly formatId: string | null;
    }
  | {
      readonly kind: 'kept';
      readonly open: () => Promise<ModelFile>;
      readonly stated: StatedLineage;
      readonly revision: string;
      readonly catalogId: string | null;
    };
