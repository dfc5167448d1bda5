import { expect, test } from 'vitest';
import { servedCatalogId } from '#chat/served-model.ts';

const asked = { backendId: 'b', backendKind: 'openai-compatible', backendLabel: 'B', modelId: 'm', catalogId: 'dolly-v2-3b' } as const;

test('the model that answered decides; before it told, the one that was asked', () => {
  expect(servedCatalogId({ asked, served: {} })).toBe('dolly-v2-3b');
  expect(servedCatalogId({ asked, served: { model: 'm', catalogId: 'pythia-12b' } })).toBe('pythia-12b');
  expect(servedCatalogId({ asked, served: { model: 'other' } })).toBeNull();
});

test('what a person says of a model holds against the backend’s match, but not for another model that answered', () => {
  const said = { ...asked, saidByPerson: true } as const;
  expect(servedCatalogId({ asked: said, served: { model: 'm', catalogId: null } })).toBe('dolly-v2-3b');
  expect(servedCatalogId({ asked: { ...said, catalogId: null }, served: { model: 'm', catalogId: 'pythia-12b' } })).toBeNull();
  expect(servedCatalogId({ asked: said, served: { model: 'other', catalogId: null } })).toBeNull();
});
