import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName } from '#ui/parts/keeping/file-name.ts';

test.each([
  ['What is StableVicuna built on?', 'What is StableVicuna built on.md'],
  ['蛋白质是什么？它如何工作', '蛋白质是什么？它如何工作.md'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j.md'],
  ['../../etc/passwd', 'etc passwd.md'],
  ['CON', 'stemma CON.md'],
  ['lpt1.txt', 'stemma lpt1.txt.md'],
  ['...', 'stemma.md'],
  ['', 'stemma.md'],
  [null, 'stemma.md'],
  ['exe.\u202Efdp', 'exe. fdp.md'],
])('%j becomes %j', (title, name) => {
  expect(fileName(title, 'md')).toBe(name);
});

test('any title gives a name that every system takes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 })), (title) => {
      const name = fileName(title, 'html');
      expect(new TextEncoder().encode(name).length).toBeLessThan(200);
      expect(name.isWellFormed()).toBe(true);
      expect(name).not.toMatch(/[\p{Cc}/\\:*?"<>|\u202a-\u202e]/u);
      expect(name).not.toMatch(/^[. ]|[. ]\.html$/);
      expect(name.length).toBeGreaterThan('.html'.length);
    }),
  );
});
