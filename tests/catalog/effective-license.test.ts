import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { buildCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import { type EffectiveLicense, effectiveLicense, type Question, questions } from '../../src/catalog/effective-license.ts';
import type { Model, Relation } from '../../src/catalog/schema.ts';

interface Expected {
  readonly verdict: string;
  readonly conditionsOf: readonly string[];
  readonly steps: readonly (readonly [string, string, string, readonly (readonly [string, string, string])[]])[];
  readonly flags: readonly object[];
}
const oracle: Record<string, Record<Question, Expected>> = JSON.parse(readFileSync('tests/catalog/expected-verdicts.json', 'utf8'));

function judged(id: string): EffectiveLicense {
  const license = effectiveLicense(builtInCatalog, id);
  if (license === null) throw new Error(`"${id}" is not in the catalog`);
  return license;
}
const sorted = (items: readonly unknown[]): readonly string[] =>
  [...new Set(items.map((item) => JSON.stringify(item, Object.keys(item ?? {}).toSorted())))].toSorted();

describe('the effective license', () => {
  test('the worked-out cases cover the catalog', () => {
    expect(Object.keys(oracle).length).toBe(86);
  });

  describe.each(Object.entries(oracle))('of %s', (id, expected) => {
    test.each(questions)('%s equals the worked-out case: verdict, conditions, chain and flags', (question) => {
      const { verdict, conditionsOf, steps, flags } = judged(id).verdicts[question];
      expect(verdict).toBe(expected[question].verdict);
      expect([...conditionsOf].toSorted()).toEqual([...expected[question].conditionsOf].toSorted());
      const told = steps.map(({ model, license, answer, path }) =>
        JSON.stringify([model.id, license.id, answer, path.map(({ from, edge }) => [from, edge.relation, edge.target])]),
      );
      expect(told.toSorted()).toEqual(expected[question].steps.map((step) => JSON.stringify(step)).toSorted());
      expect(sorted(flags)).toEqual(sorted(expected[question].flags));
    });
  });

  test('every step names the source of its term and of the declaration', () => {
    for (const id of builtInCatalog.models.keys()) {
      for (const question of questions) {
        for (const step of judged(id).verdicts[question].steps) {
          expect(step.source, id).not.toBe('');
          expect(step.declaredSource, id).not.toBe('');
        }
      }
    }
  });

  test('a model outside the catalog has no verdict', () => {
    expect(effectiveLicense(builtInCatalog, 'no-such-model')).toBeNull();
  });

  test('Dolly v2 is declared MIT and carries the terms of Pythia as well', () => {
    const { declared, effective } = judged('dolly-v2-3b');
    expect(declared?.id).toBe('mit');
    expect(effective.map(({ id }) => id)).toEqual(['mit', 'apache-2.0']);
  });
});

/** The catalog and a model of somebody else, made from one of its own. */
function withCopy(relation: Relation, base: string, declared: string | null, more: readonly Model[] = []): Catalog {
  const like = builtInCatalog.models.get('dolly-v2-3b');
  if (like === undefined) throw new Error('the test needs this model');
  const copy: Model = {
    ...like,
    id: 'copy',
    organisation: 'various',
    license: { declared: { value: declared, source: 'test' }, history: [], conflicts: [] },
    parents: [{ target: base, relation, source: 'test' }],
    dataSets: [],
  };
  return buildCatalog({
    models: [...builtInCatalog.models.values(), ...more, copy],
    licenses: [...builtInCatalog.licenses.values()],
    dataSets: [...builtInCatalog.dataSets.values()],
    organisations: [...builtInCatalog.organisations.values()],
    promptFormats: [...builtInCatalog.promptFormats.values()],
  });
}
const commercial = (catalog: Catalog) => effectiveLicense(catalog, 'copy')?.verdicts['commercial-use'];

describe('a copy by somebody else', () => {
  test.each(['quantized', 'adapter', 'merge', 'finetune', 'rlhf', 'delta-on'] as const)(
    'that declares Apache-2.0 over Llama 2 is flagged, and Llama 2 decides (%s)',
    (relation) => {
      const judged = commercial(withCopy(relation, 'llama-2-7b-chat', 'apache-2.0'));
      expect(judged?.verdict).toBe('conditional');
      expect(judged?.conditionsOf).toContain('llama-2-community');
      expect(judged?.flags).toContainEqual({ kind: 'declares-more-than-base', model: 'copy', base: 'llama-2-7b-chat' });
    },
  );

  test('that declares conditions where its base forbids is flagged too', () => {
    const judged = commercial(withCopy('quantized', 'llama-7b', 'llama-2-community'));
    expect(judged?.verdict).toBe('not-allowed');
    expect(judged?.flags).toContainEqual({ kind: 'declares-more-than-base', model: 'copy', base: 'llama-7b' });
  });

  test('that declares the license of its base, or leaves it to its base, is not flagged', () => {
    for (const declared of ['llama-2-community', 'other-see-base']) {
      const judged = commercial(withCopy('quantized', 'llama-2-7b-chat', declared));
      expect([declared, judged?.verdict]).toEqual([declared, 'conditional']);
      expect(judged?.flags.map(({ kind }) => kind)).not.toContain('declares-more-than-base');
    }
  });

  test('that only learned from the answers of a model or follows its recipe carries nothing of its license', () => {
    for (const relation of ['distilled-from', 'recipe-follows', 'served-by'] as const) {
      expect([relation, commercial(withCopy(relation, 'llama-7b', 'mit'))?.verdict]).toEqual([relation, 'allowed']);
    }
  });

  test('that declares no license gives no permission, however free its base is', () => {
    const judged = effectiveLicense(withCopy('quantized', 'pythia-12b', null), 'copy');
    expect(judged?.declared).toBeNull();
    for (const question of questions) expect([question, judged?.verdicts[question].verdict]).toEqual([question, 'unclear']);
    expect(commercial(withCopy('quantized', 'llama-7b', null))?.verdict).toBe('not-allowed');
  });
});
