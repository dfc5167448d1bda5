import { describe, expect, test } from 'vitest';
import { toBlocks } from '#ui/parts/markdown/blocks.ts';
import { codeFileName } from '#ui/parts/markdown/code-file.ts';
import { lexBlocks } from '#ui/parts/markdown/lex.ts';
import { tableAsCsv, tableAsMarkdown } from '#ui/parts/markdown/table-source.ts';

describe('the name to save code under', () => {
  test.each([
    ['python title="app.py"', 'python', 'import os\n', 'app.py'],
    ['ts:src/ui/app.ts', 'ts', '', 'app.ts'],
    ['js src/index.js', 'js', '', 'index.js'],
    ['{.python filename=tool.py}', '', '', 'tool.py'],
    ['python', 'python', '# src/tool.py\n', 'tool.py'],
    ['html', 'html', '<!-- index.html -->\n', 'index.html'],
    ['css', 'css', '/* main.css */\n', 'main.css'],
    ['rust', 'rust', '// see main.rs for more\n', 'code.rs'],
    ['python', 'python', 'import os\n', 'code.py'],
    ['typescript', 'typescript', '', 'code.ts'],
    ['c++', 'c++', '', 'code.cpp'],
    ['dockerfile', 'dockerfile', 'FROM x\n', 'Dockerfile'],
    ['', '', 'words\n', 'code.txt'],
    ['json', 'json', '{\n', 'code.json'],
    ['a-made-up-language', 'a-made-up-language', '', 'code.txt'],
    ['constructor', 'constructor', '', 'code.txt'],
    ['sh title="../../.ssh/authorized_keys"', 'sh', '', 'code.sh'],
    ['sh title="..\\\\..\\\\evil.bat"', 'sh', '', 'evil.bat'],
    ['sh title="/etc/cron.d/job.sh"', 'sh', '', 'job.sh'],
    ['txt title="inv\u202etxt.exe"', 'txt', '', 'code.txt'],
  ])('%j (%j), first line %j: %s', (info, language, firstLine, name) => {
    expect(codeFileName(info, language, firstLine)).toBe(name);
  });
});

describe('a table', () => {
  const block = toBlocks(
    lexBlocks('| a | b | c |\n|:--|:-:|--:|\n| **x**, "y" | 1 \\| 2 | =HYPERLINK("https://a.example") |\n| &amp; `q` | -5 | -A1+2 |\n', {})
      ?.tokens ?? [],
  )[0];
  if (block?.kind !== 'table') throw new Error('This is no table.');

  test('is copied as it was written', () => {
    expect(tableAsMarkdown(block)).toBe(
      '| a | b | c |\n| :--- | :---: | ---: |\n| **x**, "y" | 1 \\| 2 | =HYPERLINK("https://a.example") |\n| &amp; `q` | -5 | -A1+2 |\n',
    );
  });

  test('is saved as words, and nothing in it runs in a spreadsheet', () => {
    expect(tableAsCsv(block)).toBe('a,b,c\r\n"x, ""y""",1 | 2,"\'=HYPERLINK(""https://a.example"")"\r\n& q,-5,\'-A1+2\r\n');
  });
});
