import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { citation } from '../../src/catalog/citation.ts';
import type { Model } from '../../src/catalog/schema.ts';

function model(id: string): Model {
  const found = builtInCatalog.models.get(id);
  if (found === undefined) throw new Error(`the test needs ${id}`);
  return found;
}
const of = (id: string): string => citation(builtInCatalog, model(id));

describe('a citation', () => {
  test('of Dolly equals the one written by hand', () => {
    expect(of('dolly-v2-12b')).toBe(`@misc{dolly-v2-12b,
  author = {{Databricks}},
  title = {{Dolly v2 12B}},
  year = {2023},
  month = apr,
  howpublished = {Hugging Face},
  url = {https://huggingface.co/databricks/dolly-v2-12b},
  note = {License: MIT License}
}
`);
  });

  test('leaves out what is not known: a model without an address, a model without a date', () => {
    expect(of('llama-7b')).not.toContain('url');
    expect(of('gpt-3.5-turbo')).not.toMatch(/year|month/);
    expect(of('gemma-2-2b-it')).toContain('month = jul');
  });

  test('says what is not verified', () => {
    expect(of('gemma-4-e4b-it')).toContain('license not verified');
  });

  test('characters that mean something to TeX are escaped, in the author as in the title', () => {
    // A publisher outside of the catalog stands by its id.
    const odd = { ...model('dolly-v2-12b'), name: 'A & B_1 {50%} #2 \\x ~y^z $5', organisation: 'odd_one' };
    const entry = citation(builtInCatalog, odd);
    expect(entry).toContain('title = {{A \\& B\\_1 \\{50\\%\\} \\#2 {\\textbackslash}x {\\textasciitilde}y{\\textasciicircum}z \\$5}}');
    expect(entry).toContain('author = {{odd\\_one}}');
  });

  test('of every model has balanced braces, one field a line, and the publisher as its only author', () => {
    for (const one of builtInCatalog.models.values()) {
      const entry = of(one.id);
      const unescaped = entry.replaceAll(/\\[{}]/g, '');
      expect(unescaped.split('{').length, one.id).toBe(unescaped.split('}').length);
      expect(entry, one.id).toMatch(/^@misc\{[a-z0-9.-]+,\n( {2}[a-z]+ = .+,\n)* {2}[a-z]+ = .+\n\}\n$/);
      expect(entry.match(/author = /g)).toHaveLength(1);
    }
  });
});
