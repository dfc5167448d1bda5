import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import type { CatalogParts } from '#catalog/catalog.ts';
import { effectiveLicense } from '#catalog/effective-license.ts';
import { mergeCatalog } from '#catalog/merge-catalog.ts';
import type { License, Model } from '#catalog/schema.ts';

const nothing: CatalogParts = { models: [], licenses: [], dataSets: [], organisations: [], promptFormats: [] };

function model(id: string, more: Partial<Model> = {}): Model {
  const dolly = builtInCatalog.models.get('dolly-v2-3b');
  if (dolly === undefined) throw new Error('the tests need Dolly');
  return { ...dolly, id, name: id, hubId: null, aliases: [], ...more };
}
const from = (...targets: readonly string[]): Pick<Model, 'parents'> => ({
  parents: targets.map((target) => ({ target, relation: 'finetune', source: 'test' })),
});
const under = (value: string): Pick<Model, 'license'> => ({
  license: { declared: { value, source: 'test' }, history: [], conflicts: [] },
});
function license(id: string): License {
  const mit = builtInCatalog.licenses.get('mit');
  if (mit === undefined) throw new Error('the tests need MIT');
  return { ...mit, id, name: 'Our license' };
}

describe("an operator's entries", () => {
  test('stand beside the published ones, are marked, and are judged by the same rules', () => {
    const own = {
      ...nothing,
      models: [model('ours', { ...from('llama-2-7b'), ...under('our-license') })],
      licenses: [license('our-license')],
    };
    const { catalog, problems } = mergeCatalog(builtInCatalog, own);
    expect(problems).toEqual([]);
    expect(catalog.models.size).toBe(builtInCatalog.models.size + 1);
    expect([...catalog.ofOperator]).toEqual(['models/ours', 'licenses/our-license']);
    expect(effectiveLicense(catalog, 'ours')?.verdicts['commercial-use'].conditionsOf).toEqual(['llama-2-community']);
  });

  test('replace a published one of the same id', () => {
    const { catalog, problems } = mergeCatalog(builtInCatalog, { ...nothing, models: [model('dolly-v2-3b', { name: 'Our Dolly' })] });
    expect(problems).toEqual([]);
    expect(catalog.models.get('dolly-v2-3b')?.name).toBe('Our Dolly');
    expect(catalog.models.size).toBe(builtInCatalog.models.size);
    expect(catalog.ofOperator.has('models/dolly-v2-3b')).toBe(true);
    expect(builtInCatalog.models.get('dolly-v2-3b')?.name).toBe('Dolly v2 3B');
  });

  test('that refer to nothing are left out by name, and so are those that need them; the rest stays', () => {
    const models = [model('good'), model('child', from('orphan')), model('orphan', from('nobody')), model('free', under('no-license'))];
    const { catalog, problems } = mergeCatalog(builtInCatalog, { ...nothing, models });
    expect([...catalog.ofOperator]).toEqual(['models/good']);
    expect(problems).toEqual([
      'models.orphan: there is no model "nobody" in the catalog; it is left out',
      'models.free: there is no license "no-license" in the catalog; it is left out',
      'models.child: there is no model "orphan" in the catalog; it is left out',
    ]);
  });

  test('of the other kinds are looked at as well', () => {
    const set = builtInCatalog.dataSets.get('dolly-15k');
    const maker = builtInCatalog.organisations.get('databricks');
    if (set === undefined || maker === undefined) throw new Error('the test needs both');
    const own = {
      ...nothing,
      dataSets: [{ ...set, id: 'our-data', organisation: 'nobody' }],
      organisations: [{ ...maker, id: 'our-lab', partOf: 'no-holding' }],
    };
    expect(mergeCatalog(builtInCatalog, own).problems).toEqual([
      'dataSets.our-data: there is no organisation "nobody" in the catalog; it is left out',
      'organisations.our-lab: there is no organisation "no-holding" in the catalog; it is left out',
    ]);
  });

  test('that make a circle are left out, and the published model comes back', () => {
    const { catalog, problems } = mergeCatalog(builtInCatalog, {
      ...nothing,
      models: [{ ...model('pythia-2.8b'), ...from('ours') }, model('ours', from('dolly-v2-3b'))],
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('it is its own ancestor');
    expect(catalog.models.get('pythia-2.8b')).toBe(builtInCatalog.models.get('pythia-2.8b'));
    expect([...catalog.ofOperator]).toEqual([]);
  });

  test('that are there twice are named', () => {
    const { catalog, problems } = mergeCatalog(builtInCatalog, { ...nothing, models: [model('ours'), model('ours', { name: 'second' })] });
    expect(problems).toEqual(['models.ours: it is there twice; the last one counts']);
    expect(catalog.models.get('ours')?.name).toBe('second');
  });

  test('that are none leave the catalog as it is', () => {
    const { catalog, problems } = mergeCatalog(builtInCatalog, nothing);
    expect(problems).toEqual([]);
    expect(catalog).toEqual(builtInCatalog);
  });
});
