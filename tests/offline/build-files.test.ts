import { expect, test } from 'vitest';
import { sortFiles } from '../../scripts/service-worker.mjs';

interface Made {
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly moduleIds?: readonly string[];
}
const chunk = (fileName: string, made: Made = {}) => ({
  type: 'chunk',
  fileName,
  isEntry: false,
  imports: [],
  dynamicImports: [],
  moduleIds: [`/src/${fileName}`],
  ...made,
});
const asset = (fileName: string, bytes: number) => ({ type: 'asset', fileName, source: 'x'.repeat(bytes) });

test('everything that the page can come to is fetched ahead; grammars, diagrams and what comes with them are not', () => {
  const bundle = [
    chunk('assets/index-1.js', { isEntry: true, imports: ['assets/first-1.js'], dynamicImports: ['assets/thread-1.js'] }),
    chunk('assets/first-1.js'),
    chunk('assets/thread-1.js', { dynamicImports: ['assets/python-1.js', 'assets/mermaid-1.js'] }),
    chunk('assets/python-1.js', { moduleIds: ['/x/node_modules/@shikijs/langs/dist/python.mjs'], imports: ['assets/c-1.js'] }),
    chunk('assets/c-1.js', { moduleIds: ['/x/node_modules/@shikijs/langs/dist/c.mjs'] }),
    chunk('assets/mermaid-1.js', { moduleIds: ['/x/node_modules/mermaid/dist/mermaid.mjs'], dynamicImports: ['assets/flow-1.js'] }),
    chunk('assets/flow-1.js', { moduleIds: ['/x/node_modules/mermaid/dist/flow.mjs', '/x/node_modules/d3/index.js'] }),
    asset('assets/thread-1.css', 100),
    asset('assets/download.worker-1.js', 100),
    asset('assets/pdf.worker-1.js', 900_000),
    asset('assets/wllama-1.wasm', 900_000),
    { type: 'asset', fileName: 'index.html', source: '' },
  ];
  const files = sortFiles(Object.fromEntries(bundle.map((output) => [output.fileName, output])), ['models/guide.gguf', 'icon.svg']);
  expect(files).toEqual({
    entry: 'assets/index-1.js',
    ahead: [
      'assets/download.worker-1.js',
      'assets/first-1.js',
      'assets/index-1.js',
      'assets/thread-1.css',
      'assets/thread-1.js',
      'icon.svg',
    ],
    engine: ['assets/wllama-1.wasm'],
    models: ['models/guide.gguf'],
    onUse: ['assets/c-1.js', 'assets/flow-1.js', 'assets/mermaid-1.js', 'assets/pdf.worker-1.js', 'assets/python-1.js'],
  });
});
