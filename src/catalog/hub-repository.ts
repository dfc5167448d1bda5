/** A name of an owner or of a repository on the Hub: as its own client checks them. */
const part = /^[a-z0-9](?:[a-z0-9._-]{0,94}[a-z0-9])?$/i;
/** Hosts of the public Hub itself; a mirror's addresses are read if its host is named. */
const hubHosts: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
/** Folders of the Hub's site that are no owners of models. */
const otherFolders: ReadonlySet<string> = new Set(['datasets', 'spaces', 'docs', 'api', 'models', 'papers', 'collections', 'blog']);

/**
 * The Hub repository that a text names, as "owner/name": the plain id, its page's address, or Ollama's "hf.co/owner/name:tag". `null` if it
 * names none. It may still not exist. One-word names of the Hub's first years ("gpt2") are no repositories here: every word looks like one.
 */
export function hubRepository(text: string): string | null {
  const address = /^(?:https?:\/\/)?([^/]+)\/(.+)$/i.exec(text.trim());
  const isOnHub = address !== null && hubHosts.has(address[1]?.toLowerCase() ?? '');
  if (!isOnHub && /^[a-z][a-z0-9+.-]*:/i.test(text)) return null;
  const path = isOnHub ? (address[2] ?? '').replace(/[?#].*$/, '') : text.trim();
  const [owner = '', name = '', ...deeper] = path.replace(/\/$/, '').split('/');
  const [plainName = ''] = name.split(':');
  if (!isOnHub && deeper.length > 0) return null;
  if (![owner, plainName].every((one) => part.test(one) && !/--|\.\./.test(one)) || otherFolders.has(owner.toLowerCase())) return null;
  // A file in a folder is no repository.
  return /\.(gguf|ggml|bin|safetensors)$/i.test(plainName) ? null : `${owner}/${plainName}`;
}
