import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { spdxBill } from '../../../src/catalog/bill-of-materials/spdx.ts';
import { builtInCatalog } from '../../../src/catalog/built-in.ts';
import { documentSchema, problems, type SpdxElement } from './spdx-model.ts';
import { officialSchema } from './spdx-schema.ts';

const stamp = { serial: '3e671687-395b-41f5-a30f-a58921a69b79', timestamp: '2026-11-25T12:00:00Z' };
const everyId = [...builtInCatalog.models.keys()];
const written = (ids: readonly string[]): unknown => JSON.parse(JSON.stringify(spdxBill(builtInCatalog, ids, stamp)));

function elements(ids: readonly string[]): readonly SpdxElement[] {
  const [, ...found] = v.parse(documentSchema, written(ids))['@graph'];
  return found;
}
/** Relationships as "from type to", names without the document's own part. */
function relations(ids: readonly string[]): readonly string[] {
  const short = (name: string): string => name.replace(`urn:uuid:${stamp.serial}#`, '');
  return elements(ids).flatMap((one) =>
    one.type === 'Relationship' ? [`${short(one.from)} ${one.relationshipType} ${one.to.map(short).join()}`] : [],
  );
}
const expressions = (ids: readonly string[]): readonly string[] =>
  elements(ids).flatMap((one) => (one.type === 'simplelicensing_LicenseExpression' ? [one.simplelicensing_licenseExpression] : []));

describe('an SPDX bill of materials', () => {
  test('the statement of the model refuses a lost end, an unknown property and a wrong class at an end', () => {
    const broken = (from: string, to: string): unknown => JSON.parse(JSON.stringify(written(['dolly-v2-3b'])).replace(from, to));
    expect(problems(broken('#model:pythia-2.8b"]', '#model:nobody"]'))).not.toEqual([]);
    expect(problems(broken('"suppliedBy"', '"madeBy"'))).not.toEqual([]);
    expect(problems(broken('"trainedOn"', '"descendantOf"'))).not.toEqual([]);
  });

  test.each(everyId)('of %s keeps to the SPDX 3.0.1 model', (id) => {
    expect(problems(written([id]))).toEqual([]);
  });

  test('of a set, of the whole catalog and of nothing keeps to the model', () => {
    for (const ids of [['dolly-v2-3b', 'stable-vicuna-13b', 'gpt-4'], everyId, []]) expect(problems(written(ids))).toEqual([]);
  });

  test('is valid by the official schema: each model, a set, the whole catalog and nothing; a broken one is not', async () => {
    const isValid = await officialSchema();
    for (const ids of [...everyId.map((id) => [id]), ['dolly-v2-3b', 'stable-vicuna-13b', 'gpt-4'], everyId, []]) {
      isValid(written(ids));
      expect(isValid.errors, ids.join()).toBeNull();
    }
    expect(isValid(JSON.parse(JSON.stringify(written(['dolly-v2-3b'])).replace('"ai_AIPackage"', '"ai_Package"')))).toBe(false);
    expect(isValid(JSON.parse(JSON.stringify(written(['dolly-v2-3b'])).replace('"trainedOn"', '"learnedOn"')))).toBe(false);
  });

  test('of Dolly: descent, training data, both licenses', () => {
    expect(relations(['dolly-v2-3b'])).toEqual(
      expect.arrayContaining([
        'model:dolly-v2-3b descendantOf model:pythia-2.8b',
        'model:dolly-v2-3b trainedOn data:dolly-15k',
        'model:pythia-2.8b trainedOn data:the-pile',
        'model:dolly-v2-3b hasDeclaredLicense license:mit',
        'model:dolly-v2-3b hasConcludedLicense license:apache-2.0+mit',
      ]),
    );
    expect(expressions(['dolly-v2-3b'])).toContain('Apache-2.0 AND MIT');
  });

  test('of a DeepSeek distill: a license outside of the SPDX list has a reference of its own, and what it learned from is no descent', () => {
    expect(expressions(['deepseek-r1-distill-llama-8b'])).toContain('LicenseRef-scancode-llama-3.1-license-2024 AND MIT');
    const found = relations(['deepseek-r1-distill-llama-8b']);
    expect(found).toContain('model:deepseek-r1-distill-llama-8b descendantOf model:llama-3.1-8b');
    expect(found).toContain('model:deepseek-r1-distill-llama-8b other model:deepseek-r1');
  });

  test('lines that a license wants kept or shown are attribution texts of the model that was asked for', () => {
    const named = (name: string) =>
      elements(['deepseek-r1-distill-llama-8b']).find((one) => one.type === 'ai_AIPackage' && one.name === name);
    expect(named('DeepSeek-R1-Distill-Llama-8B')).toMatchObject({
      software_attributionText: [
        'Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
        'Built with Llama',
      ],
    });
    expect(named('DeepSeek-R1')).not.toHaveProperty('software_attributionText');
  });

  test('a day of release that nobody stated is not made up, and then the AI profile is not claimed', () => {
    const document = (ids: readonly string[]) => elements(ids).find((one) => one.type === 'SpdxDocument');
    expect(document(['dolly-v2-3b'])?.profileConformance).toContain('ai');
    expect(document(['gemma-2-2b-it'])?.profileConformance).not.toContain('ai');
    const gemma = elements(['gemma-2-2b-it']).find((one) => one.type === 'ai_AIPackage');
    expect(gemma).toMatchObject({ software_packageVersion: '2024-07' });
    expect(gemma).not.toHaveProperty('releaseTime');
  });

  test('is the same for the same values', () => {
    expect(JSON.stringify(written(['stable-vicuna-13b', 'dolly-v2-3b']))).toBe(
      JSON.stringify(written(['dolly-v2-3b', 'stable-vicuna-13b'])),
    );
  });
});
