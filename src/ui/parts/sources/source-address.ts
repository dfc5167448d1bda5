/** The single sources of a source string: "gh:one/two:file; hf:three/four" names two. */
export function singleSources(source: string): readonly string[] {
  return source.split(/;\s+(?=(?:gh|hf|web|paper):)/);
}

/** A single source's address, where it is certain: a GitHub repository or file, a Hugging Face page, a paper on arXiv. */
export function sourceAddress(source: string): string | null {
  const repository = /^gh:([\w.-]+\/[\w.-]+)/.exec(source);
  if (repository !== null) return `https://github.com/${repository[1]}`;
  const hub = /^hf:((?:datasets\/|spaces\/)?[\w.-]+\/[\w.-]+)/.exec(source);
  if (hub !== null) return `https://huggingface.co/${hub[1]}`;
  const paper = /\barXiv:?\s*(\d{4}\.\d{4,5})/i.exec(source);
  return paper === null ? null : `https://arxiv.org/abs/${paper[1]}`;
}
