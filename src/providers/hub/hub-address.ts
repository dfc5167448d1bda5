/** The Hugging Face Hub, or a mirror that answers as it does. Nothing is sent there unless a person asks for it. */
export interface Hub {
  /** Its root, without a slash at its end: the API is below `api/models`. */
  readonly base: URL;
  /** The person's key for it; `null` sends none. What a card says is public, so reading cards needs none. */
  readonly token: () => string | null;
}

/** `hubUrl` of config.json: absolute, or relative to the page for a mirror on the page's own server. */
export function hubAt(hubUrl: string, baseUrl: URL, token: () => string | null = () => null): Hub {
  const base = new URL(hubUrl, baseUrl);
  base.pathname = base.pathname.replace(/\/+$/, '');
  return { base, token };
}
