import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { builtInCatalog as catalog } from '#catalog/built-in.ts';
import { articleClaims, checkClaims, claimsSchema, countVerdicts } from '#catalog/claims.ts';
import { ancestors } from '#catalog/lineage.ts';

const [first] = articleClaims;
if (first === undefined) throw new Error('there are no claims');

describe('the claims of the article', () => {
  test('have the shape of the schema, in both languages', () => {
    const result = v.safeParse(claimsSchema, articleClaims);
    expect(result.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
    expect(new Set(articleClaims.map(({ id }) => id)).size).toBe(29);
  });

  test('a claim without a source fails unless nobody checked it, and so does a verdict that does not exist', () => {
    expect(v.is(claimsSchema, [{ ...first, verdict: 'wrong', sources: [] }])).toBe(false);
    expect(v.is(claimsSchema, [{ ...first, verdict: 'not-checked', sources: [] }])).toBe(true);
    expect(v.is(claimsSchema, [{ ...first, verdict: 'right' }])).toBe(false);
  });

  test('name only models and data sets of the catalog; others are told', () => {
    expect(checkClaims(catalog, articleClaims)).toEqual([]);
    expect(checkClaims(catalog, [{ ...first, models: ['nobody'], dataSets: ['nothing'] }])).toEqual([
      `claims/${first.id}: there is no model "nobody" in the catalog`,
      `claims/${first.id}: there is no data set "nothing" in the catalog`,
    ]);
  });

  test('are counted by verdict, and the counts add up', () => {
    const counts = countVerdicts(articleClaims);
    expect(counts.find(({ verdict }) => verdict === 'wrong')?.count).toBe(5);
    expect(counts.find(({ verdict }) => verdict === 'imprecise')?.count).toBe(6);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(29);
    expect(countVerdicts([first])).toEqual([{ verdict: first.verdict, count: 1 }]);
  });

  test('the one that is computed here holds: each open chat model it names leads to LLaMA, GPT-J, Pythia or the Pile', () => {
    const computed = articleClaims.find(({ id }) => id === 'most-llama-or-eleuther');
    const learnsFromPile = (id: string): boolean => {
      const sets = new Set(catalog.models.get(id)?.dataSets.map(({ target }) => target));
      for (const set of sets) for (const part of catalog.dataSets.get(set)?.contains ?? []) sets.add(part);
      return sets.has('the-pile') || sets.has('the-pile-deduped');
    };
    for (const id of computed?.models ?? []) {
      const carriers = [id, ...ancestors(catalog, id, 'weights').map(({ model }) => model.id)];
      expect([id, carriers.some((carrier) => /^(?:llama-|gpt-j|pythia)/.test(carrier) || learnsFromPile(carrier))]).toEqual([id, true]);
    }
    expect(computed?.models.length).toBeGreaterThan(5);
  });
});
