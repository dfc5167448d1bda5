import { buildCatalog, type Catalog } from './catalog.ts';
import type { DataSet, License, Model, Organisation, PromptFormat } from './schema.ts';

/** The folder is the registry: one file per entry. The files are checked against the schemas by the tests, not again in every browser. */
const models = import.meta.glob<Model>('./models/*.json', { eager: true, import: 'default' });
const licenses = import.meta.glob<License>('./licenses/*.json', { eager: true, import: 'default' });
const dataSets = import.meta.glob<DataSet>('./data-sets/*.json', { eager: true, import: 'default' });
const organisations = import.meta.glob<Organisation>('./organisations/*.json', { eager: true, import: 'default' });
const promptFormats = import.meta.glob<PromptFormat>('./prompt-formats/*.json', { eager: true, import: 'default' });

export const builtInCatalog: Catalog = buildCatalog({
  models: Object.values(models),
  licenses: Object.values(licenses),
  dataSets: Object.values(dataSets),
  organisations: Object.values(organisations),
  promptFormats: Object.values(promptFormats),
});
