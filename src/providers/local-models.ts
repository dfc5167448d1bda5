import type { ProviderError, StatedLineage } from './provider.ts';

/** Why a download stands still. `elsewhere`: another tab of this page holds the file. */
export type DownloadTroubleCode =
  | 'no-space'
  | 'damaged'
  | 'wrong-size'
  | 'not-found'
  | 'refused'
  | 'rate-limited'
  | 'unreachable'
  | 'cut-off'
  | 'server'
  | 'elsewhere'
  | 'failed';

export interface DownloadTrouble {
  readonly code: DownloadTroubleCode;
  /** What was seen, in technical words; never an address with a signature. */
  readonly detail: string;
  /** For `no-space`: bytes that are still needed, and bytes that the browser grants. */
  readonly needed?: number;
  readonly available?: number;
}

/** `waiting`: about to begin. `checking`: the bytes on disk are read again. `paused`: begun and not running; it can be continued. */
export type DownloadState = 'waiting' | 'checking' | 'fetching' | 'paused' | 'whole';

/** A model file that was fetched from the Hub, or is being fetched. */
export interface KeptModel {
  /** Id inside the in-browser backend: "hub:owner/name/file". */
  readonly id: string;
  readonly name: string;
  readonly repository: string;
  readonly revision: string;
  readonly file: string;
  readonly bytes: number;
  /** As the Hub stated it before the download; `null`: it stated none, and only the size is checked. */
  readonly sha256: string | null;
  readonly catalogId: string | null;
  /** What the repository's card says; claims. */
  readonly card: StatedLineage;
  /** What the file's own header says, once it is whole; claims. */
  readonly stated: StatedLineage | null;
  /** Memory that it takes while loaded, once its header was read. */
  readonly memoryBytes: number | null;
  readonly state: DownloadState;
  /** Bytes on this device, or bytes checked again while `checking`. */
  readonly done: number;
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly trouble: DownloadTrouble | null;
}

export interface ModelInMemory {
  readonly id: string;
  readonly name: string;
  /** An estimate: the file, the memory of its context, and what the engine needs for itself. */
  readonly bytes: number;
  readonly isBusy: boolean;
}

export interface LocalModelsState {
  /** Whether this browser lets the page keep files: not on plain http beyond this machine. */
  readonly canKeep: boolean;
  readonly models: readonly KeptModel[];
  readonly inMemory: readonly ModelInMemory[];
  /** Bytes that loaded models may take together. */
  readonly memoryLimit: number;
  /** A key of the Hub is in memory. */
  readonly hasHubKey: boolean;
  /** The limit that the person set; `null`: the usual one of this device. */
  readonly ownMemoryLimit: number | null;
  readonly usualMemoryLimit: number;
  /** What the browser says of the site's storage, in bytes; `null` where it does not tell. */
  readonly storage: { readonly used: number; readonly granted: number; readonly isPersistent: boolean } | null;
}

/** A file that can be had from a repository, and whether it fits into a page. */
export interface HubFileOffer {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly fit: 'fits' | 'too-large' | 'split';
  /** Bytes that it takes while loaded, without the memory of its context, which only its header tells. */
  readonly memoryAtLeast: number;
}

/** What the Hub says of a repository: everything that a person should see before a download. */
export interface HubOffer {
  /** Where the files come from. */
  readonly host: string;
  readonly repository: string;
  readonly revision: string;
  /** Files are given only to people who accepted terms and signed in. */
  readonly isGated: boolean;
  readonly catalogId: string | null;
  /** What its card says; claims. */
  readonly card: StatedLineage;
  readonly files: readonly HubFileOffer[];
}

export type HubOfferResult = { readonly ok: true; readonly offer: HubOffer } | { readonly ok: false; readonly error: ProviderError };

/**
 * The models of this device: kept files, downloads that run, and what is loaded. Nothing is asked of a host before `lookUp`, `download` or `resume` is
 * called, and they are called by a person's press only.
 */
export interface LocalModels {
  readonly hubHost: string;
  readonly hubOrigin: string;
  /** The same object until something changes. */
  snapshot(): LocalModelsState;
  subscribe(listener: () => void): () => void;
  /** Reads again what is on the device; other tabs may have changed it. */
  refresh(): Promise<void>;
  /**
   * Keeps the person's key of the Hub in memory, for files that want terms accepted; `null` forgets it. It goes to the Hub's origin only:
   * browsers take it off a request that is sent on to another one.
   */
  setHubKey(key: string | null): void;
  /** Asks the Hub what a repository ("owner/name") holds. Never rejects. */
  lookUp(repository: string, signal: AbortSignal): Promise<HubOfferResult>;
  /** Begins a download; one that exists is continued. */
  download(offer: HubOffer, file: HubFileOffer): Promise<void>;
  /** Continues a download where it stopped. */
  resume(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  /** Ends a download or a loaded model, and frees its place on the device. */
  remove(id: string): Promise<void>;
  /** Puts a loaded model away; its file stays. */
  unload(id: string): Promise<void>;
  /** Bytes that loaded models may take together; `null` is the usual limit of this device. */
  limitMemory(bytes: number | null): void;
}
