import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { modelPage as english } from '../../src/ui/language/en/model-page.ts';
import { modelPage as chinese } from '../../src/ui/language/zh-hans/model-page.ts';
import { obligations as chineseObligations } from '../../src/ui/language/zh-hans/obligations.ts';

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('the words of a model page in %s', (_, text) => {
  test('name every gate, every origin of text and every state that the catalog knows', () => {
    for (const { weights, id } of builtInCatalog.models.values()) expect(text.gates[weights.gated.value], id).toBeTruthy();
    for (const { textOrigins, status, id } of builtInCatalog.dataSets.values()) {
      expect(text.states[status.value], id).toBeTruthy();
      for (const { kind } of textOrigins) expect(text.originKinds[kind], `${id}: ${kind}`).toBeTruthy();
    }
  });
});

test('large numbers are told in Chinese units', () => {
  expect(chineseObligations.limits['monthly-users'](700_000_000)).toContain('7 亿');
  expect(chineseObligations.limits['yearly-revenue-in-dollars'](1_000_000)).toContain('100 万');
});
