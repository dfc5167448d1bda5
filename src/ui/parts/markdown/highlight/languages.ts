import type { LanguageRegistration } from '@shikijs/types';

type Load = () => Promise<{ readonly default: LanguageRegistration[] }>;

/** Grammars that can be loaded, each its own chunk. The largest (C++, PHP, Ruby) are left out: they cost more than they tell. */
const loaders: Readonly<Record<string, Load>> = {
  bash: () => import('@shikijs/langs/bash'),
  c: () => import('@shikijs/langs/c'),
  csharp: () => import('@shikijs/langs/csharp'),
  css: () => import('@shikijs/langs/css'),
  diff: () => import('@shikijs/langs/diff'),
  go: () => import('@shikijs/langs/go'),
  html: () => import('@shikijs/langs/html'),
  ini: () => import('@shikijs/langs/ini'),
  java: () => import('@shikijs/langs/java'),
  javascript: () => import('@shikijs/langs/javascript'),
  json: () => import('@shikijs/langs/json'),
  kotlin: () => import('@shikijs/langs/kotlin'),
  lua: () => import('@shikijs/langs/lua'),
  python: () => import('@shikijs/langs/python'),
  rust: () => import('@shikijs/langs/rust'),
  sql: () => import('@shikijs/langs/sql'),
  swift: () => import('@shikijs/langs/swift'),
  toml: () => import('@shikijs/langs/toml'),
  typescript: () => import('@shikijs/langs/typescript'),
  tsx: () => import('@shikijs/langs/tsx'),
  xml: () => import('@shikijs/langs/xml'),
  yaml: () => import('@shikijs/langs/yaml'),
};

const otherNames: Readonly<Record<string, string>> = {
  cpp: 'c',
  'c++': 'c',
  h: 'c',
  cs: 'csharp',
  golang: 'go',
  js: 'javascript',
  jsx: 'tsx',
  mjs: 'javascript',
  conf: 'ini',
  console: 'bash',
  kt: 'kotlin',
  py: 'python',
  rs: 'rust',
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  patch: 'diff',
  svg: 'xml',
  ts: 'typescript',
  yml: 'yaml',
};

/** The grammar's name for what stands after a fence, `null` if there is none. */
export function grammarName(language: string): string | null {
  const name = otherNames[language] ?? language;
  return Object.hasOwn(loaders, name) ? name : null;
}

export async function loadGrammar(name: string): Promise<readonly LanguageRegistration[]> {
  return (await loaders[name]?.())?.default ?? [];
}
