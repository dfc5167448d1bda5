/** Ending of a file with code of a language, by what stands after the fence; what is not here and looks like an ending is one. */
const endings: Readonly<Record<string, string>> = {
  '': 'txt',
  bash: 'sh',
  'c++': 'cpp',
  'c#': 'cs',
  clojure: 'clj',
  console: 'txt',
  csharp: 'cs',
  elixir: 'ex',
  erlang: 'erl',
  'f#': 'fs',
  fsharp: 'fs',
  golang: 'go',
  haskell: 'hs',
  javascript: 'js',
  jsonc: 'json',
  julia: 'jl',
  kotlin: 'kt',
  latex: 'tex',
  markdown: 'md',
  mermaid: 'mmd',
  'objective-c': 'm',
  ocaml: 'ml',
  perl: 'pl',
  plaintext: 'txt',
  powershell: 'ps1',
  protobuf: 'proto',
  python: 'py',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh',
  terraform: 'tf',
  text: 'txt',
  typescript: 'ts',
  yaml: 'yml',
  zsh: 'sh',
};

/** Files that go without an ending. */
const bareNames: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  docker: 'Dockerfile',
  makefile: 'Makefile',
  make: 'Makefile',
};

/** A file's name, perhaps with folders before it. */
const name = String.raw`(?:[\w.@-]*[\\/]+)*([\w@-][\w.@-]{0,60}\.[A-Za-z][A-Za-z0-9]{0,9}|Dockerfile|Makefile)`;
const afterFence = new RegExp(String.raw`(?:^\S+:|\b(?:title|file|filename|name|path)=["'{]?|^\S+\s+|^)${name}(?=["'}\s]|$)`);
const inComment = new RegExp(String.raw`^\s*(?://|#|--|;|%|/\*|<!--)\s*(?:(?:file|filename|path)\s*:\s*)?${name}\s*(?:\*/|-->)?\s*$`, 'i');

/**
 * The name to save code under: what the model named it, after the fence (`title="app.py"`, `py:src/app.py`) or in a comment on the first
 * line, without folders; else `code` with the language's ending.
 */
export function codeFileName(info: string, language: string, firstLine: string): string {
  const named = afterFence.exec(info.trim())?.[1] ?? inComment.exec(firstLine)?.[1];
  if (named !== undefined) return named;
  if (Object.hasOwn(bareNames, language)) return bareNames[language] ?? 'code';
  const ending = Object.hasOwn(endings, language) ? endings[language] : /^[a-z][a-z0-9]{0,5}$/.test(language) ? language : 'txt';
  return `code.${ending ?? 'txt'}`;
}
