import { readFileSync, readdirSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { buildCatalog } from '../../src/catalog/catalog.ts';
import { checkReferences } from '../../src/catalog/check-references.ts';
import { dataSetSchema, licenseSchema, modelSchema, organisationSchema, promptFormatSchema } from '../../src/catalog/schema.ts';

const folders = {
  models: modelSchema,
  licenses: licenseSchema,
  'data-sets': dataSetSchema,
  organisations: organisationSchema,
  'prompt-formats': promptFormatSchema,
} as const;

describe.each(Object.entries(folders))('src/catalog/%s', (folder, schema) => {
  const files = readdirSync(`src/catalog/${folder}`);
  test.each(files)('%s has the shape of the schema, every fact with its source, and the id of its file name', (file) => {
    const content: unknown = JSON.parse(readFileSync(`src/catalog/${folder}/${file}`, 'utf8'));
    const result = v.safeParse(schema, content);
    expect(result.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
    expect(result.success && `${result.output.id}.json`).toBe(file);
  });
});

describe('the catalog', () => {
  test('has no reference that leads nowhere and no cycle', () => {
    expect(checkReferences(builtInCatalog)).toEqual([]);
  });

  test('names a missing parent and a cycle when there is one', () => {
    const dolly = builtInCatalog.models.get('dolly-v2-3b');
    const pythia = builtInCatalog.models.get('pythia-2.8b');
    if (dolly === undefined || pythia === undefined) throw new Error('the test needs these two models');
    const circular = { ...pythia, parents: [{ target: 'dolly-v2-3b', relation: 'finetune' as const, source: 'test' }] };
    const orphan = { ...dolly, id: 'orphan', parents: [{ target: 'nobody', relation: 'finetune' as const, source: 'test' }] };
    const broken = buildCatalog({
      models: [...builtInCatalog.models.values(), circular, orphan],
      licenses: [...builtInCatalog.licenses.values()],
      dataSets: [...builtInCatalog.dataSets.values()],
      organisations: [...builtInCatalog.organisations.values()],
      promptFormats: [...builtInCatalog.promptFormats.values()],
    });
    expect(checkReferences(broken).map(({ place, words }) => `${place}: ${words}`)).toEqual([
      'models/orphan: there is no model "nobody" in the catalog',
      'models/dolly-v2-3b: it is its own ancestor (dolly-v2-3b -> pythia-2.8b -> dolly-v2-3b)',
    ]);
  });

  test('holds the systems of the three families and all they stand on', () => {
    for (const id of [
      'oasst-sft-1-pythia-12b',
      'oasst-sft-6-llama-30b',
      'stable-vicuna-13b',
      'dolly-v1-6b',
      'dolly-v2-12b',
      'stemma-guide',
    ]) {
      expect(builtInCatalog.models.has(id), id).toBe(true);
    }
  });
});
