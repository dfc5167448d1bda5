import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { cycloneDxBill } from '../../../src/catalog/bill-of-materials/cyclonedx.ts';
import { builtInCatalog } from '../../../src/catalog/built-in.ts';
import { buildCatalog } from '../../../src/catalog/catalog.ts';
import { problems } from './cyclonedx-schema.ts';

const stamp = { serial: '3e671687-395b-41f5-a30f-a58921a69b79', timestamp: '2026-11-25T12:00:00Z' };
const everyId = [...builtInCatalog.models.keys()];

const licensesSchema = v.array(
  v.object({ license: v.looseObject({ id: v.optional(v.string()), name: v.optional(v.string()), acknowledgement: v.string() }) }),
);
const componentSchema = v.looseObject({
  type: v.string(),
  name: v.string(),
  'bom-ref': v.optional(v.string()),
  licenses: licensesSchema,
  modelCard: v.optional(v.object({ modelParameters: v.looseObject({ datasets: v.array(v.object({ ref: v.string() })) }) })),
  pedigree: v.optional(v.object({ ancestors: v.array(v.looseObject({ name: v.string(), licenses: licensesSchema })) })),
  properties: v.array(v.object({ name: v.string(), value: v.string() })),
});
const billSchema = v.looseObject({
  metadata: v.looseObject({ component: v.optional(componentSchema) }),
  components: v.array(componentSchema),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
});
const written = (ids: readonly string[]): v.InferOutput<typeof billSchema> =>
  v.parse(billSchema, JSON.parse(JSON.stringify(cycloneDxBill(builtInCatalog, ids, stamp))));

describe('a CycloneDX bill of materials', () => {
  test('the official schema is really applied: a wrong word and a made-up SPDX id are refused', () => {
    const bill = cycloneDxBill(builtInCatalog, ['dolly-v2-3b'], stamp);
    expect(problems({ ...bill, components: [{ type: 'model', name: 'x' }] })).not.toEqual([]);
    expect(problems({ ...bill, components: [{ type: 'data', name: 'x', licenses: [{ license: { id: 'Made-Up-1.0' } }] }] })).not.toEqual(
      [],
    );
    expect(problems({ ...bill, invented: true })).not.toEqual([]);
  });

  test.each(everyId)('of %s is valid by the official schema', (id) => {
    expect(problems(cycloneDxBill(builtInCatalog, [id], stamp))).toEqual([]);
  });

  test('of a set, and of the whole catalog, is valid, and every reference leads to a component', () => {
    for (const ids of [['dolly-v2-3b', 'stable-vicuna-13b', 'gpt-4'], everyId, []]) {
      expect(problems(cycloneDxBill(builtInCatalog, ids, stamp))).toEqual([]);
      const { metadata, components, dependencies } = written(ids);
      const all = [...(metadata.component === undefined ? [] : [metadata.component]), ...components];
      const references = all.flatMap((component) => component['bom-ref'] ?? []);
      expect(new Set(references).size).toBe(references.length);
      const used = [
        ...dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]),
        ...all.flatMap(({ modelCard }) => modelCard?.modelParameters.datasets.map(({ ref }) => ref) ?? []),
      ];
      for (const reference of used) expect(references, reference).toContain(reference);
    }
  });

  test('of StableVicuna: declared CC BY-NC-SA, concluded with LLaMA and Vicuna, both as ancestors', () => {
    const { metadata } = written(['stable-vicuna-13b']);
    const licenses = metadata.component?.licenses.map(({ license }) => `${license.acknowledgement}: ${license.id ?? license.name}`);
    expect(licenses).toEqual([
      'declared: CC-BY-NC-SA-4.0',
      'concluded: CC-BY-NC-SA-4.0',
      'concluded: LLaMA License Agreement (2023, non-commercial research)',
      'concluded: Non-commercial, text not given',
    ]);
    expect(metadata.component?.pedigree?.ancestors.map(({ name }) => name)).toEqual(['LLaMA 13B', 'Vicuna 13B v0']);
    expect(metadata.component?.properties).toContainEqual({ name: 'stemma:verdict:commercial-use', value: 'not-allowed' });
    // Two of its data sets were recalled, not read.
    expect(metadata.component?.properties).toContainEqual({ name: 'stemma:data:shp:unverified', value: 'true' });
  });

  test('of Dolly: its data set is a component that the model card names', () => {
    const { metadata, components } = written(['dolly-v2-3b']);
    expect(metadata.component?.modelCard?.modelParameters.datasets).toEqual([{ ref: 'data:dolly-15k' }]);
    const data = components.find((component) => component['bom-ref'] === 'data:dolly-15k');
    expect(data?.type).toBe('data');
    expect(data?.licenses[0]?.license.id).toBe('CC-BY-SA-3.0');
  });

  test('is the same for the same values, however the catalog is ordered and the set is named', () => {
    const reversed = buildCatalog({
      models: [...builtInCatalog.models.values()].toReversed(),
      licenses: [...builtInCatalog.licenses.values()].toReversed(),
      dataSets: [...builtInCatalog.dataSets.values()].toReversed(),
      organisations: [...builtInCatalog.organisations.values()].toReversed(),
      promptFormats: [...builtInCatalog.promptFormats.values()].toReversed(),
    });
    const bill = JSON.stringify(cycloneDxBill(builtInCatalog, ['dolly-v2-3b', 'stable-vicuna-13b'], stamp));
    expect(JSON.stringify(cycloneDxBill(reversed, ['stable-vicuna-13b', 'dolly-v2-3b', 'dolly-v2-3b'], stamp))).toBe(bill);
  });
});
