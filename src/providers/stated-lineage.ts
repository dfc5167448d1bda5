import { type StatedLineage, statedLicense } from '#catalog/stated-lineage.ts';

/** Key/values of a GGUF header, from a file or as a server tells them. */
export type StatedValues = ReadonlyMap<string, unknown>;

/** At most this many base models and data sets of a header are read: more than any merge in the wild states. */
const mostStated = 64;
/** Characters of one claim: names and addresses, never texts. */
const longestClaim = 500;

/**
 * What a GGUF file says about itself (`general.license`, `general.base_model.*`, `general.dataset.*`, as written by llama.cpp's
 * converter). A claim of the file, never checked here.
 */
export function statedLineage(values: StatedValues): StatedLineage {
  const text = (key: string): string | null => {
    const value = values.get(key);
    return typeof value === 'string' && value !== '' ? value.slice(0, longestClaim) : null;
  };
  const list = (key: string): readonly string[] => {
    const value = values.get(key);
    return Array.isArray(value)
      ? value.slice(0, mostStated).flatMap((item) => (typeof item === 'string' ? [item.slice(0, longestClaim)] : []))
      : [];
  };
  const numbered = (kind: string): readonly number[] => {
    const count = Number(values.get(`general.${kind}.count`) ?? 0);
    return Array.from({ length: Math.min(mostStated, Number.isSafeInteger(count) ? Math.max(0, count) : 0) }, (_, index) => index);
  };
  const dataSet = (index: number): string | null => {
    const name = text(`general.dataset.${index}.name`);
    const organisation = text(`general.dataset.${index}.organization`);
    return name !== null && organisation !== null ? `${organisation}/${name}` : name;
  };
  return {
    by: 'file',
    name: text('general.name'),
    organisation: text('general.organization'),
    license: statedLicense(text('general.license'), text('general.license.name')),
    licenseLink: text('general.license.link'),
    baseModels: numbered('base_model').flatMap((index) => {
      const name = text(`general.base_model.${index}.name`) ?? text(`general.base_model.${index}.repo_url`);
      if (name === null) return [];
      const field = (key: string): string | null => text(`general.base_model.${index}.${key}`);
      return [{ name, organisation: field('organization'), repository: field('repo_url') }];
    }),
    dataSets: [...list('general.datasets'), ...numbered('dataset').flatMap((index) => dataSet(index) ?? [])],
  };
}
