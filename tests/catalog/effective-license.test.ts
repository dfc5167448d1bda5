import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { type EffectiveLicense, effectiveLicense, type Question, questions } from '../../src/catalog/effective-license.ts';

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
      expect(steps.map(({ model, license, answer }) => `${model.id} ${license.id} ${answer}`).toSorted()).toEqual(
        expected[question].steps.map(([model, license, answer]) => `${model} ${license} ${answer}`).toSorted(),
      );
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
