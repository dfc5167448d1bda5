import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { buildCatalog, type Catalog } from '../../src/catalog/catalog.ts';
import { effectiveLicense } from '../../src/catalog/effective-license.ts';
import { type Obligation, obligations, shownTexts } from '../../src/catalog/obligations.ts';
import type { Act, Model } from '../../src/catalog/schema.ts';

const of = (...ids: readonly string[]): readonly Obligation[] => obligations(builtInCatalog, ids);
/** "kind license" of everything that an act asks for. */
const kinds = (asked: readonly Obligation[], act: Act): readonly string[] =>
  asked.filter(({ acts }) => acts.includes(act)).map(({ kind, license }) => `${kind} ${license?.id}`);
function only(asked: readonly Obligation[], kind: Obligation['kind']): Obligation {
  const [found, ...others] = asked.filter((one) => one.kind === kind);
  if (found === undefined || others.length > 0) throw new Error(`there is not exactly one "${kind}"`);
  return found;
}

/** The catalog with models of the test's own beside its own. */
function catalogWith(...models: readonly Model[]): Catalog {
  return buildCatalog({
    models: [...builtInCatalog.models.values(), ...models],
    licenses: [...builtInCatalog.licenses.values()],
    dataSets: [...builtInCatalog.dataSets.values()],
    organisations: [...builtInCatalog.organisations.values()],
    promptFormats: [...builtInCatalog.promptFormats.values()],
  });
}
function derived(id: string, organisation: string, license: string, parents: readonly string[]): Model {
  const like = builtInCatalog.models.get('dolly-v2-3b');
  if (like === undefined) throw new Error('the test needs this model');
  return {
    ...like,
    id,
    organisation,
    license: { declared: { value: license, source: 'test' }, history: [], conflicts: [] },
    parents: parents.map((target) => ({ target, relation: 'finetune', source: 'test' })),
  };
}

describe('obligations', () => {
  test('Dolly v2: nothing to show beside its answers; with its weights go the notices of MIT and of Apache-2.0', () => {
    const asked = of('dolly-v2-12b');
    expect(kinds(asked, 'answers')).toEqual([]);
    expect(kinds(asked, 'weights')).toEqual([
      'keep-notices mit',
      'license-copy apache-2.0',
      'state-changes apache-2.0',
      'keep-notices apache-2.0',
    ]);
    expect(asked.at(-1)?.models.map(({ id }) => id)).toEqual(['pythia-12b']);
  });

  test('StableVicuna: noncommercial thrice over, share-alike, the LLaMA line, no other terms, and a gate before the weights it needs', () => {
    const asked = of('stable-vicuna-13b');
    expect(kinds(asked, 'answers')).toEqual([
      'non-commercial cc-by-nc-sa-4.0',
      'non-commercial llama-v1',
      'use-limits llama-v1',
      'territory llama-v1',
      'non-commercial non-commercial-unspecified',
      'terms-unknown non-commercial-unspecified',
    ]);
    expect(kinds(asked, 'weights')).toEqual(
      expect.arrayContaining(['credit cc-by-nc-sa-4.0', 'share-alike cc-by-nc-sa-4.0', 'no-other-terms llama-v1', 'gate llama-v1']),
    );
    expect(only(asked, 'notice-text').text).toBe(
      'LLaMA is licensed under the LLaMA License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.',
    );
    expect(only(asked, 'gate').models.map(({ id }) => id)).toEqual(['llama-13b']);
    expect(shownTexts(asked)).toEqual([]);
  });

  test('a DeepSeek distill declared MIT over Llama 3.1: "Built with Llama" is to be shown all the same', () => {
    const asked = of('deepseek-r1-distill-llama-8b');
    expect(shownTexts(asked)).toEqual(['Built with Llama']);
    expect(kinds(asked, 'answers')).toEqual([
      'display llama-3.1-community',
      'use-policy llama-3.1-community',
      'user-threshold llama-3.1-community',
    ]);
    expect(only(asked, 'model-name')).toMatchObject({ text: 'Llama', acts: ['weights'] });
    expect(only(asked, 'use-policy').link).toBe('https://llama.meta.com/llama3_1/use-policy');
    expect(only(asked, 'user-threshold').limit).toEqual({ amount: 700_000_000, of: 'monthly-users' });
    expect(only(asked, 'display').source).toBe('gh:meta-llama/llama-models:models/llama3_1/LICENSE (1.b.i)');
  });

  test('a model of somebody else made with Llama 3: "Built with Meta Llama 3", and a name that begins with Llama 3', () => {
    const base = derived('llama-3-8b', 'meta', 'llama-3-community', []);
    const asked = obligations(catalogWith(base, derived('child', 'databricks', 'mit', ['llama-3-8b'])), ['child']);
    expect(shownTexts(asked)).toEqual(['Built with Meta Llama 3']);
    expect(only(asked, 'model-name').text).toBe('Llama 3');
    expect(only(asked, 'notice-text').text).toMatch(/^Meta Llama 3 is licensed under the Meta Llama 3 Community License, Copyright/);
    expect(kinds(asked, 'answers')).toContain('no-training llama-3-community');
  });

  test('a model that its own maker licensed anew is asked for nothing by the older license', () => {
    const base = derived('llama-3-8b', 'meta', 'llama-3-community', []);
    const asked = obligations(catalogWith(base, derived('anew', 'meta', 'llama-3.1-community', ['llama-3-8b'])), ['anew']);
    expect(new Set(asked.map(({ license }) => license?.id))).toEqual(new Set(['llama-3.1-community']));
    expect(shownTexts(asked)).toEqual(['Built with Llama']);
  });

  test('Gemma: restrictions and terms are passed on even where it only answers, its notice only with weights', () => {
    const asked = of('gemma-2-2b-it');
    expect(kinds(asked, 'answers')).toEqual(['pass-on-restrictions gemma-terms', 'license-copy gemma-terms', 'use-policy gemma-terms']);
    expect(only(asked, 'notice-text')).toMatchObject({
      acts: ['weights'],
      text: 'Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms',
    });
    // An answer of Gemma that is passed on by itself binds nobody to these two.
    expect(asked.filter(({ asService }) => asService).map(({ kind }) => kind)).toEqual(['pass-on-restrictions', 'license-copy']);
    // The card of this size was not read.
    expect(only(asked, 'gate').isUnverified).toBe(true);
  });

  test('Stable Diffusion under Open RAIL-M: restrictions are passed on, with a copy, and the latest version is to be used', () => {
    const asked = of('stable-diffusion-v1');
    expect(kinds(asked, 'answers')).toEqual([
      'pass-on-restrictions creativeml-openrail-m',
      'license-copy creativeml-openrail-m',
      'latest-version creativeml-openrail-m',
      'use-policy creativeml-openrail-m',
    ]);
  });

  test('Qwen 72B asks for its mark only from who trains with it', () => {
    const asked = of('qwen2.5-72b-instruct');
    expect(shownTexts(asked)).toEqual([]);
    expect(only(asked, 'display-if-trained').acts).toEqual(['weights']);
    expect(only(asked, 'user-threshold').limit).toEqual({ amount: 100_000_000, of: 'monthly-users' });
  });

  test('the Stability research license forbids to offer the model as a service, and a license that was not verified says so', () => {
    const asked = of('stablelm-2-1.6b');
    expect(only(asked, 'no-hosting').acts).toEqual(['answers']);
    expect(asked.every(({ isUnverified, kind }) => isUnverified || kind === 'gate')).toBe(true);
  });

  test('a license that was not read is told as unknown, never as empty', () => {
    for (const id of ['qwen2.5-3b-instruct', 'vicuna-13b-v1.1', 'huggingchat', 'gpt-4']) {
      expect(
        kinds(of(id), 'answers').some((kind) => kind.startsWith('terms-unknown')),
        id,
      ).toBe(true);
    }
  });

  test('of a set: each obligation once, with all models that carry it', () => {
    const asked = of('dolly-v2-3b', 'dolly-v2-12b', 'dolly-v2-12b');
    expect(asked.map(({ kind, models }) => [kind, models.map(({ id }) => id)])).toEqual([
      ['keep-notices', ['dolly-v2-3b', 'dolly-v2-12b']],
      ['license-copy', ['pythia-2.8b', 'pythia-12b']],
      ['state-changes', ['pythia-2.8b', 'pythia-12b']],
      ['keep-notices', ['pythia-2.8b', 'pythia-12b']],
    ]);
  });

  test('for every model: they come from the licenses of the verdicts’ chain, and each names its words and its source', () => {
    for (const id of builtInCatalog.models.keys()) {
      const holding = effectiveLicense(builtInCatalog, id)?.effective.map((license) => license.id) ?? [];
      for (const { license, kind, words, source, acts } of of(id)) {
        if (kind !== 'gate') expect(holding, id).toContain(license?.id);
        expect(words, id).not.toBe('');
        expect(source, id).not.toBe('');
        expect(acts.length, id).toBeGreaterThan(0);
      }
    }
  });

  test('a model outside of the catalog is asked for nothing', () => {
    expect(of('no-such-model')).toEqual([]);
  });
});

describe('the licenses', () => {
  test('each condition of a license for weights is of a known kind and binds a known act', () => {
    for (const license of builtInCatalog.licenses.values()) {
      if (!license.layer.includes('weights')) continue;
      for (const { kind, acts, value } of license.terms.conditions) {
        expect(kind, `${license.id}: ${value}`).toBeDefined();
        if (kind !== 'explanation') expect(acts, `${license.id}: ${value}`).toBeDefined();
      }
    }
  });

  test('a text to be shown or kept is given exactly', () => {
    for (const license of builtInCatalog.licenses.values()) {
      for (const { kind, text } of license.terms.conditions) {
        if (kind === 'display' || kind === 'display-if-trained' || kind === 'notice-text') expect(text, license.id).toBeTruthy();
      }
    }
  });
});
