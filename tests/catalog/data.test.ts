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

  test('holds every system that the founding article names, and all that they stand on', () => {
    for (const id of [
      'huggingchat',
      'oasst-sft-1-pythia-12b',
      'oasst-sft-6-llama-30b',
      'llama-7b',
      'llama-13b',
      'llama-33b',
      'llama-65b',
      'stablelm-tuned-alpha-7b',
      'stable-vicuna-13b',
      'stable-diffusion-v1',
      'alpaca-7b',
      'dolly-v1-6b',
      'dolly-v2-12b',
      'cerebras-gpt-13b',
      'gpt-neo-2.7b',
      'gpt-j-6b',
      'gpt-neox-20b',
      'pythia-12b',
      'gpt-3',
      'gpt-4',
      'chatgpt',
      'bard',
      'stemma-guide',
    ]) {
      expect(builtInCatalog.models.has(id), id).toBe(true);
    }
    expect(builtInCatalog.dataSets.has('the-pile')).toBe(true);
  });

  test('has not lost an entry', () => {
    const { models, dataSets, licenses, organisations, promptFormats } = builtInCatalog;
    // The guide is one of the models and brings a data set, a publisher and a prompt format of its own.
    expect([models.size, dataSets.size, licenses.size, organisations.size, promptFormats.size]).toEqual([96, 39, 29, 25, 19]);
  });

  test('is spelled as the app is: license, catalog', () => {
    const words = JSON.stringify([
      ...builtInCatalog.models.values(),
      ...builtInCatalog.licenses.values(),
      ...builtInCatalog.dataSets.values(),
    ]);
    expect(words.match(/\b(?:licences?|catalogues?|labelled|colours?)\b/gi)).toBeNull();
  });
});
