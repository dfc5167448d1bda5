import type { Catalog } from '#catalog/catalog.ts';

/** "Meta Platforms (FAIR, Meta AI)" and "Google / Google DeepMind" as "Meta Platforms" and "Google": for where there is little room. */
export function shortMaker(catalog: Catalog, organisationId: string): string {
  const name = catalog.organisations.get(organisationId)?.name.value ?? organisationId;
  return name.replace(/\s*\/.*$/, '').replace(/\s*\([^)]*\)/g, '');
}
