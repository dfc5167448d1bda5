import * as v from 'valibot';
import type { CatalogParts } from '#catalog/catalog.ts';
import { dataSetSchema, licenseSchema, modelSchema, organisationSchema, promptFormatSchema } from '#catalog/schema.ts';
import { type ConfigurationProblems, isObject } from './configuration-problems.ts';

const entries = {
  models: modelSchema,
  licenses: licenseSchema,
  dataSets: dataSetSchema,
  organisations: organisationSchema,
  promptFormats: promptFormatSchema,
};

/** Every key below `catalog` that has an effect. */
export const operatorCatalogKeys: readonly string[] = Object.keys(entries);

/** Reads the key `catalog` of config.json, entry by entry: what is wrong is named and left out. Few installations have one, so its schemas come with it. */
export function readOperatorCatalog(value: unknown, { check, nameUnknownKeys, sentences }: ConfigurationProblems): CatalogParts | null {
  if (!isObject(value)) {
    sentences.push('config.json: catalog: it must hold lists of models, licenses, data sets, organisations or prompt formats');
    return null;
  }
  nameUnknownKeys(value, operatorCatalogKeys, 'catalog.');
  const entriesOf = <Schema extends v.GenericSchema>(schema: Schema, key: string): v.InferOutput<Schema>[] => {
    const list = check(v.optional(v.array(v.unknown()), []), value[key], `catalog.${key}`) ?? [];
    return list.flatMap((entry, index) => check(schema, entry, `catalog.${key}.${index}`) ?? []);
  };
  return {
    models: entriesOf(entries.models, 'models'),
    licenses: entriesOf(entries.licenses, 'licenses'),
    dataSets: entriesOf(entries.dataSets, 'dataSets'),
    organisations: entriesOf(entries.organisations, 'organisations'),
    promptFormats: entriesOf(entries.promptFormats, 'promptFormats'),
  };
}
