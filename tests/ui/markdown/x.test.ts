import { test } from 'vitest';
import { lexBlocks, lexInline } from '../../../src/ui/parts/markdown/lex.ts';
import { closeOpenMarkup } from '../../../src/ui/parts/markdown/close-open-markup.ts';
import { openFence } from '../../../src/ui/parts/markdown/fence.ts';
import { isTooDeep } from '../../../src/ui/parts/markdown/lex.ts';
import { Lexer } from 'marked';
const time = (n: string, f: () => unknown) => {
  const t = performance.now();
  f();
  console.log(n, (performance.now() - t).toFixed(1));
};
test('x', () => {
  for (const [n, t] of [
    ['tilde', '~'.repeat(6000)],
    ['em5', '_a__b '.repeat(1000)],
    ['em', '*a _b'.repeat(1200)],
    ['zh', '**中，**文'.repeat(800)],
    ['under', 'a_'.repeat(3000)],
  ] as const) {
    time(n + ' blocks', () => lexBlocks(t, {}));
    time(n + ' inline', () => lexInline(t, {}));
    time(n + ' close', () => closeOpenMarkup(t));
    time(n + ' fence', () => openFence(t));
    time(n + ' marked', () => new Lexer().lex(t));
    time(n + ' marked', () => new Lexer().inlineTokens(t));
  }
});
