import type { Catalog } from '#catalog/catalog.ts';
import { modelOfRepository } from '#catalog/gguf-conversions.ts';
import type { HubFile, HubModel } from '../../../hub/hub-model.ts';
import type { Hub } from '../../../hub/hub-address.ts';
import { readHubModel } from '../../../hub/hub.ts';
import { statedByCard } from '../../../hub/walk.ts';
import type { HubFileOffer, HubOffer, HubOfferResult } from '../../../local-models.ts';
import { engineItself } from '../memory-estimate.ts';
import { largestFile } from '../model-file.ts';

/** Asks the Hub what a repository holds, and says of each model file whether it fits into a page. Never rejects. */
export async function lookUpOffer(hub: Hub, catalog: Catalog, repository: string, signal: AbortSignal): Promise<HubOfferResult> {
  const read = await readHubModel(hub, repository, signal);
  return read.ok ? { ok: true, offer: offerOf(hub, catalog, read.model) } : read;
}

function offerOf({ base }: Hub, catalog: Catalog, model: HubModel): HubOffer {
  return {
    host: base.host,
    repository: model.id,
    // A mirror that tells no commit serves what it has; the hash still decides.
    revision: model.revision ?? 'main',
    isGated: model.gated === 'auto' || model.gated === 'manual',
    catalogId: modelOfRepository(catalog, model.id),
    card: statedByCard(model),
    files: model.files.flatMap(fileOffer).toSorted((one, other) => one.bytes - other.bytes),
  };
}

/** Projectors for images and calibration data are GGUF files as well, and no models. */
const noModel = /(^|\/)mmproj|imatrix/i;
const part = /-\d{5}-of-\d{5}\.gguf$/i;

function fileOffer({ name, bytes, sha256 }: HubFile): HubFileOffer[] {
  if (!/\.gguf$/i.test(name) || noModel.test(name) || bytes === null || bytes === 0) return [];
  const fit = part.test(name) ? 'split' : bytes > largestFile ? 'too-large' : 'fits';
  return [{ file: name, bytes, sha256, fit, memoryAtLeast: bytes + engineItself }];
}

/** Where the bytes of a file are, at the commit that was shown. */
export function fileAddress(hub: Hub, file: { readonly repository: string; readonly revision: string; readonly file: string }): string {
  const path = file.file.split('/').map(encodeURIComponent).join('/');
  return `${hub.base.href.replace(/\/$/, '')}/${file.repository}/resolve/${encodeURIComponent(file.revision)}/${path}`;
}
