import { toJsonSchema } from '@valibot/to-json-schema';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { dataSetSchema, licenseSchema, modelSchema, organisationSchema, promptFormatSchema } from '#catalog/schema.ts';
import { readConfiguration } from '../../src/config.ts';
import { wholeCatalog } from '../../src/whole-catalog.ts';
import { complaints } from '../published-schemas.ts';

const renew = 'npx vitest run --project node tests/catalog/published-schema.test.ts -u';
const kinds = {
  model: [modelSchema, builtInCatalog.models],
  license: [licenseSchema, builtInCatalog.licenses],
  dataSet: [dataSetSchema, builtInCatalog.dataSets],
  organisation: [organisationSchema, builtInCatalog.organisations],
  promptFormat: [promptFormatSchema, builtInCatalog.promptFormats],
} as const;

/** Every object that is a fact: it has a value, and where that was read. */
function facts(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(facts);
  return 'value' in value && 'source' in value ? [{ ...value }, ...inner] : inner;
}

/** A copy in which one fact, counted from the first, has no source. */
function withoutSource(entry: unknown, place: number): unknown {
  let seen = -1;
  const copy = structuredClone(entry);
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('value' in value && 'source' in value) {
      seen += 1;
      if (seen === place) Reflect.deleteProperty(value, 'source');
    }
    Object.values(value).forEach(visit);
  };
  visit(copy);
  return copy;
}

describe('public/catalog.schema.json', () => {
  test(`is the schema of the code; if it is out of date, renew it: ${renew}`, async () => {
    const definitions = Object.entries(kinds).map(([kind, [schema]]) => {
      const { $schema: _, ...definition } = toJsonSchema(schema, { target: 'draft-2020-12' });
      return [kind, definition] as const;
    });
    const whole = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Entries of the Stemma catalog',
      description:
        'Models, licenses, data sets, organisations and prompt formats, as files of the catalog and in config.json under "catalog".',
      $defs: Object.fromEntries(definitions),
    };
    await expect(`${JSON.stringify(whole, null, 2)}\n`, renew).toMatchFileSnapshot('../../public/catalog.schema.json');
  });

  for (const [kind, [, entries]] of Object.entries(kinds)) {
    const schema = `catalog.schema.json#/$defs/${kind}` as const;

    test(`accepts every ${kind} of the catalog`, () => {
      expect(entries.size).toBeGreaterThan(10);
      for (const [id, entry] of entries) expect(complaints(schema, entry), id).toEqual([]);
    });

    test(`refuses a ${kind} with a word too many, or without its id`, () => {
      const entry = [...entries.values()][0];
      expect(complaints(schema, { ...entry, colour: 'red' })).not.toEqual([]);
      expect(complaints(schema, { ...entry, id: undefined })).not.toEqual([]);
    });
  }

  test.each(['dolly-v2-3b', 'llama-2-7b'])('refuses %s if any of its facts has no source, and so does the reader', async (id) => {
    const entry = builtInCatalog.models.get(id);
    const count = facts(entry).length;
    expect(count).toBeGreaterThan(6);
    for (let place = 0; place < count; place++) {
      const broken = withoutSource(entry, place);
      expect(complaints('catalog.schema.json#/$defs/model', broken).join()).toContain("'source'");
      const { catalog, problems } = await readConfiguration({ catalog: { models: [broken] } });
      expect([catalog.models.length, problems.length]).toEqual([0, 1]);
    }
  });

  test('refuses a license if any of its terms has no source', () => {
    const mit = builtInCatalog.licenses.get('mit');
    expect(facts(mit).length).toBeGreaterThan(12);
    for (let place = 0; place < facts(mit).length; place++) {
      expect(complaints('catalog.schema.json#/$defs/license', withoutSource(mit, place)).join()).toContain("'source'");
    }
  });
});

describe('the example of an own model', () => {
  const example: unknown = JSON.parse(readFileSync('docs/own-model.json', 'utf8'));

  test('passes the published schema, the reader and the catalog', async () => {
    expect(complaints('config.schema.json', example)).toEqual([]);
    const configuration = await readConfiguration(example);
    expect([...configuration.problems, ...wholeCatalog(builtInCatalog, configuration).problems]).toEqual([]);
    expect(configuration.catalog.models).toHaveLength(1);
  });
});
