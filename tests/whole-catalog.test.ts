import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '#catalog/built-in.ts';
import { readConfiguration } from '../src/config.ts';
import { wholeCatalog } from '../src/whole-catalog.ts';

const dolly: object = JSON.parse(readFileSync('src/catalog/models/dolly-v2-3b.json', 'utf8'));

describe('the catalog of an installation', () => {
  test("has the operator's own models, and a backend may name them", async () => {
    const configuration = await readConfiguration({
      backends: [{ id: 'lab', kind: 'openai-compatible', url: 'v1', models: [{ id: 'x', catalog: 'our-dolly', promptFormat: 'dolly' }] }],
      catalog: { models: [{ ...dolly, id: 'our-dolly', name: 'Our Dolly' }] },
    });
    const { catalog, problems } = wholeCatalog(builtInCatalog, configuration);
    expect([configuration.problems, problems]).toEqual([[], []]);
    expect(catalog.models.get('our-dolly')?.name).toBe('Our Dolly');
  });

  test('names each reference that leads nowhere with its path, and starts with the rest', async () => {
    const models = [
      { id: 'x', catalog: 'nobody', promptFormat: 'shouting' },
      { id: 'y', promptFormat: 'server' },
    ];
    const configuration = await readConfiguration({
      backends: [{ id: 'lab', kind: 'openai-compatible', url: 'v1', models }],
      catalog: { models: [{ ...dolly, id: 'orphan', parents: [{ target: 'gone', relation: 'finetune', source: 'test' }] }] },
    });
    const { catalog, problems } = wholeCatalog(builtInCatalog, configuration);
    expect(problems).toEqual([
      'config.json: catalog.models.orphan: there is no model "gone" in the catalog; it is left out',
      'config.json: backends.lab.models.x.catalog: there is no model "nobody" in the catalog',
      'config.json: backends.lab.models.x.promptFormat: there is no prompt format "shouting" in the catalog',
    ]);
    expect(catalog.models.has('orphan')).toBe(false);
    expect(catalog.models.has('dolly-v2-3b')).toBe(true);
  });
});
