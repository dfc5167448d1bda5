/** A sign-in that this tab began. It rests in the tab's session storage while the person is away, and is taken out when they return. */
export interface BegunSignIn {
  /** Random; the answer must bring it back. */
  readonly state: string;
  /** Proves that who asks for the key is who began. */
  readonly verifier: string;
  readonly backendId: string;
  /** Fragment of the page that the person left, to come back to. */
  readonly hash: string;
}

/** What a person brings back from signing in. `foreign`: it does not belong to a sign-in that this tab began, and nothing of it is used. */
export type SignInAnswer =
  | { readonly outcome: 'code'; readonly code: string; readonly begun: BegunSignIn }
  | { readonly outcome: 'refused'; readonly reason: string; readonly begun: BegunSignIn }
  | { readonly outcome: 'foreign' };

/** The part of the platform's storage that is used. */
export type KeptForTab = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const place = 'stemma:sign-in';
const fields = ['code', 'state', 'error', 'error_description', 'error_uri', 'iss'];

export function keepBegun(kept: KeptForTab, begun: BegunSignIn): void {
  kept.setItem(place, JSON.stringify(begun));
}

function takeBegun(kept: KeptForTab): BegunSignIn | null {
  try {
    const text = kept.getItem(place);
    kept.removeItem(place);
    const read: unknown = text === null ? null : JSON.parse(text);
    return isBegun(read) ? read : null;
  } catch {
    return null;
  }
}

function isBegun(value: unknown): value is BegunSignIn {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.fromEntries(Object.entries(value));
  return ['state', 'verifier', 'backendId', 'hash'].every((name) => typeof entries[name] === 'string' && entries[name].length <= 2000);
}

/**
 * Takes the answer to a sign-in out of an address. `address` is what should stand in the address bar instead, with the place that the
 * person left; `null`: nothing was brought back. A begun sign-in is forgotten either way: an answer counts once.
 */
export function takeSignInAnswer(from: URL, kept: KeptForTab): { readonly answer: SignInAnswer; readonly address: URL } | null {
  const begun = takeBegun(kept);
  const state = from.searchParams.get('state');
  const code = from.searchParams.get('code');
  const error = from.searchParams.get('error');
  if (state === null || (code === null && error === null)) return null;
  const address = new URL(from);
  for (const field of fields) address.searchParams.delete(field);
  if (begun === null || begun.state !== state) return { answer: { outcome: 'foreign' }, address };
  address.hash = begun.hash;
  if (error !== null || code === null) return { answer: { outcome: 'refused', reason: (error ?? '').slice(0, 100), begun }, address };
  return { answer: { outcome: 'code', code, begun }, address };
}

/** This tab's own storage; where the browser keeps nothing, its functions throw. */
export const tabStorage: KeptForTab = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
  removeItem: (key) => sessionStorage.removeItem(key),
};
