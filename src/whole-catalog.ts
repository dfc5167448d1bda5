import type { Catalog } from '#catalog/catalog.ts';
import { type MergedCatalog, mergeCatalog } from '#catalog/merge-catalog.ts';
import type { Configuration } from './config.ts';

/**
 * The published catalog with the operator's own entries, and sentences about what of config.json refers to nothing in it: entries that
 * were left out, and cards and prompt formats that a backend's models name.
 */
export function wholeCatalog(published: Catalog, { catalog: own, backends }: Pick<Configuration, 'catalog' | 'backends'>): MergedCatalog {
  const { catalog, problems } = mergeCatalog(published, own);
  const unknown = backends.flatMap((backend) =>
    backend.models.flatMap((model) => {
      const place = `backends.${backend.id}.models.${model.id}`;
      const { catalog: card, promptFormat: format } = model;
      const hasCard = card === undefined || catalog.models.has(card);
      const hasFormat = format === undefined || format === 'server' || catalog.promptFormats.has(format);
      return [
        ...(hasCard ? [] : [`${place}.catalog: there is no model "${card}" in the catalog`]),
        ...(hasFormat ? [] : [`${place}.promptFormat: there is no prompt format "${format}" in the catalog`]),
      ];
    }),
  );
  return {
    catalog,
    problems: [...problems.map((problem) => `config.json: catalog.${problem}`), ...unknown.map((problem) => `config.json: ${problem}`)],
  };
}
