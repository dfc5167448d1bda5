import type { Provenance } from './records.ts';

/**
 * Catalog id of the model that answered; `null` = not in the catalog. What the person said of a model holds as long as that model answers;
 * else what the backend told counts, and before it told, what was asked.
 */
export function servedCatalogId({ served, asked }: Pick<Provenance, 'served' | 'asked'>): string | null {
  const isAsAsked = served.model === undefined || served.model === asked.modelId;
  if (asked.saidByPerson === true && isAsAsked) return asked.catalogId;
  if (served.catalogId !== undefined) return served.catalogId;
  return isAsAsked ? asked.catalogId : null;
}
