import { addressOf, type BackendSettings } from '#providers/backend-settings.ts';
import type { Offers } from '../offers.ts';

/** What becomes of what a person writes to one backend. */
export interface Reader {
  readonly id: string;
  readonly label: string;
  /** `null`: nobody; the model runs in this page. */
  readonly host: string | null;
  /** The server is the one that this page came from. */
  readonly isOwnHost: boolean;
  /** Between here and the server everybody on the way can read it. */
  readonly isUnencrypted: boolean;
  /** The configured address is a proxy, which adds a key and passes everything on to a server that this page does not know. */
  readonly isBehindProxy: boolean;
  /** It passes what it gets on to a company that runs the model. */
  readonly isRouter: boolean;
  /** Models that the server says run elsewhere, with the host. */
  readonly passedOn: readonly { readonly model: string; readonly host: string }[];
  /** Goes along with each question. */
  readonly sends: readonly ('key' | 'headers')[];
  readonly isOwn: boolean;
}

/** Why the page may contact a host, and when. */
export type Purpose =
  | { readonly kind: 'page' }
  | { readonly kind: 'questions'; readonly label: string; readonly isAskedAtStart: boolean }
  | { readonly kind: 'sign-in'; readonly label: string }
  | { readonly kind: 'model-file'; readonly label: string }
  | { readonly kind: 'hub' };

export interface Contacted {
  readonly host: string;
  readonly purposes: readonly Purpose[];
}

export interface PrivacyFacts {
  readonly readers: readonly Reader[];
  /** Every host that the page can contact, its own first; it has no others. */
  readonly hosts: readonly Contacted[];
}

interface Options {
  readonly backends: readonly { readonly settings: BackendSettings; readonly isOwn: boolean }[];
  readonly offers: Pick<Offers, 'listings'>;
  readonly hubHost: string;
  readonly page: URL;
}

const signInPlace = 'https://huggingface.co';
/** Where the Hub keeps its files: it sends downloads on to hosts below this name. */
const hubStorage = { of: 'huggingface.co', hosts: '*.hf.co' };
const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

export function privacyFacts({ backends, offers, hubHost, page }: Options): PrivacyFacts {
  const hosts = new Map<string, Purpose[]>([[page.host, [{ kind: 'page' }]]]);
  const add = (host: string, purpose: Purpose): void => {
    hosts.set(host, [...(hosts.get(host) ?? []), purpose]);
  };
  const readers = backends.map(({ settings, isOwn }): Reader => {
    const { id, label, kind, auth, models } = settings;
    const address = kind === 'in-browser' ? null : addressOf(settings, page);
    for (const host of fileHosts(settings, page)) add(host, { kind: 'model-file', label });
    if (address !== null) add(address.host, { kind: 'questions', label, isAskedAtStart: models.length === 0 || kind === 'hugging-face' });
    if (auth === 'hugging-face-login') add(new URL(settings.loginUrl ?? signInPlace).host, { kind: 'sign-in', label });
    const listing = offers.listings.find(({ backend }) => backend.id === id)?.listing;
    const passedOn = listing?.ok === true ? listing.models : [];
    return {
      id,
      label,
      host: address?.host ?? null,
      isOwnHost: address?.host === page.host,
      isUnencrypted: address?.protocol === 'http:' && !isLoopback(address.hostname),
      isBehindProxy: auth === 'proxy',
      isRouter: kind === 'hugging-face',
      passedOn: passedOn.flatMap(({ name, remoteHost }) => (remoteHost === undefined ? [] : [{ model: name, host: remoteHost }])),
      sends: [
        ...(auth === 'user-token' || auth === 'hugging-face-login' ? (['key'] as const) : []),
        ...(Object.keys(settings.headers ?? {}).length > 0 || settings.billTo !== undefined ? (['headers'] as const) : []),
      ],
      isOwn,
    };
  });
  add(hubHost, { kind: 'hub' });
  if (hubHost === hubStorage.of) add(hubStorage.hosts, { kind: 'hub' });
  return { readers, hosts: [...hosts].map(([host, purposes]) => ({ host, purposes })) };
}

/** Hosts beside the page's own that files of configured models come from. */
function fileHosts({ models }: BackendSettings, page: URL): ReadonlySet<string> {
  const hosts = models.flatMap(({ file }) => (file !== undefined && URL.canParse(file, page) ? [new URL(file, page).host] : []));
  return new Set(hosts.filter((host) => host !== page.host));
}
