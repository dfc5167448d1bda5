import type { Catalog } from '../catalog.ts';
import { effectiveLicense } from '../effective-license.ts';
import { type Ancestor, ancestors } from '../lineage.ts';
import type { DataSet, License, Model } from '../schema.ts';

/** Given from outside, so that the same catalog and the same values give the same document. */
export interface Stamp {
  /** A UUID without prefix, lower case: one per document. */
  readonly serial: string;
  /** UTC to the second, for example `2026-11-25T12:00:00Z`. */
  readonly timestamp: string;
}

/** What a bill of materials lists, each list by id. */
export interface BillContent {
  /** The models that were asked for. */
  readonly models: readonly Model[];
  /** Every other model in their ancestry, whatever the relation. */
  readonly ancestry: readonly Model[];
  /** Data of the models and of all whose weights they carry, with the sets inside them. */
  readonly dataSets: readonly DataSet[];
}

const byId = <Item extends { readonly id: string }>(items: Iterable<Item>): readonly Item[] =>
  [...new Set(items)].toSorted(({ id: left }, { id: right }) => (left < right ? -1 : left > right ? 1 : 0));

export function billContent(catalog: Catalog, modelIds: readonly string[]): BillContent {
  const models = byId(modelIds.flatMap((id) => catalog.models.get(id) ?? []));
  const lines = models.flatMap((model) => ancestors(catalog, model.id));
  const ancestry = lines.map(({ model }) => model).filter((model) => !models.includes(model));
  const carriers = [...models, ...models.flatMap((model) => weightAncestors(catalog, model).map((ancestor) => ancestor.model))];
  const dataSets = new Set(carriers.flatMap((model) => model.dataSets.flatMap(({ target }) => catalog.dataSets.get(target) ?? [])));
  // A set takes what is added to it while it is walked.
  for (const { contains } of dataSets) for (const inner of contains.flatMap((id) => catalog.dataSets.get(id) ?? [])) dataSets.add(inner);
  return { models, ancestry: byId(ancestry), dataSets: byId(dataSets) };
}

export function weightAncestors(catalog: Catalog, model: Model): readonly Ancestor[] {
  return ancestors(catalog, model.id, 'weights');
}

/** The license that a model's publisher states; `null` if none is. */
export function declaredLicense(catalog: Catalog, { license }: Model): License | null {
  return catalog.licenses.get(license.declared.value ?? '') ?? null;
}

/** The licenses that hold once the ancestry is read, by id. */
export function concludedLicenses(catalog: Catalog, model: Model): readonly License[] {
  return byId(effectiveLicense(catalog, model.id)?.effective ?? []);
}

export const hubAddress = (hubId: string): string => `https://huggingface.co/${hubId}`;
export const dataSetAddress = (hubId: string): string => `https://huggingface.co/datasets/${hubId}`;
/** A package URL names the owner as a namespace; `null` where a Hub id has none. */
export function packageAddress(hubId: string): string | null {
  const parts = hubId.split('/');
  return parts.length === 2 ? `pkg:huggingface/${parts.map(encodeURIComponent).join('/')}` : null;
}
