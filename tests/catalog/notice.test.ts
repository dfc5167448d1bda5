import { describe, expect, test } from 'vitest';
import { builtInCatalog } from '../../src/catalog/built-in.ts';
import { noticeFor } from '../../src/catalog/notice.ts';

const of = (...ids: readonly string[]): string => noticeFor(builtInCatalog, ids);

describe('a NOTICE', () => {
  test('for Dolly equals the one written by hand', () => {
    expect(of('dolly-v2-12b')).toBe(`NOTICE

Drawn up by Stemma from its catalog, with the sources named here. It names what the licenses ask for as the catalog knows it, is no replacement for their texts, and is no legal advice.

MODELS
- Dolly v2 12B, by Databricks. Declared license: MIT License. https://huggingface.co/databricks/dolly-v2-12b

LICENSE: Apache License 2.0 (Apache-2.0, https://spdx.org/licenses/Apache-2.0.html)
Carried by: Pythia 12b
Read at: gh:tatsu-lab/stanford_alpaca:LICENSE (full Apache-2.0 text, sections 2-4); gh:github/choosealicense.com:_licenses/apache-2.0.txt
Asked of whoever passes on weights or a derived model:
- Pass on a copy of the license
- State that changed files were changed
- Keep copyright, patent, trademark and attribution notices; pass on a NOTICE file if there is one

LICENSE: MIT License (MIT, https://spdx.org/licenses/MIT.html)
Carried by: Dolly v2 12B
Read at: gh:github/choosealicense.com:_licenses/mit.txt; gh:anthropics/hh-rlhf:LICENSE
Asked of whoever passes on weights or a derived model:
- Keep the copyright and permission notice in copies
`);
  });

  test('for a DeepSeek distill holds the line to keep, the words to show, the name and the rules of use of Llama 3.1', () => {
    const lines = of('deepseek-r1-distill-llama-8b').split('\n');
    expect(lines).toContain('LICENSE: Llama 3.1 Community License');
    expect(lines).toContain('Carried by: Llama 3.1 8B');
    expect(lines).toContain(
      'Notice: Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc. All Rights Reserved.',
    );
    expect(lines).toContain('To be shown: Built with Llama');
    expect(lines).toContain('- Show Built with Llama prominently (answers: when the model is offered in an app or as a service)');
    expect(lines).toContain('- Llama acceptable use policy, incorporated by reference: https://llama.meta.com/llama3_1/use-policy');
    expect(lines.some((line) => line.includes('at the start of its name ("Llama")'))).toBe(true);
    expect(lines).not.toContain('NOT VERIFIED');
  });

  test('names a license once, with all that carry it, in whatever order the models are named', () => {
    const notice = of('dolly-v2-3b', 'dolly-v2-12b', 'pythia-12b');
    expect(notice.match(/^LICENSE: Apache/gm)).toHaveLength(1);
    expect(notice).toContain('Carried by: Pythia 12b, Pythia 2.8b');
    expect(of('pythia-12b', 'dolly-v2-12b', 'dolly-v2-3b', 'dolly-v2-3b')).toBe(notice);
  });

  test('says what is not verified', () => {
    const notice = of('stablelm-2-1.6b');
    expect(notice).toContain('NOT VERIFIED\n');
    expect(notice).toMatch(/^- That StableLM 2 1\.6B carries Stability AI Non-Commercial/m);
    expect(notice).toContain('[not verified]');
  });

  test('for every model names it, says that it is no legal advice, and ends each line without a space', () => {
    for (const { id, name } of builtInCatalog.models.values()) {
      const notice = of(id);
      expect(notice).toContain(`- ${name}, by `);
      expect(notice).toContain('no legal advice');
      expect(notice, id).not.toMatch(/ \n|undefined|null/);
    }
  });
});
