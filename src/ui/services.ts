import type { StoreApi } from 'zustand/vanilla';
import type { Catalog } from '#catalog/catalog.ts';
import type { CatalogSource } from '#catalog/catalog-source.ts';
import type { FoundCards } from '#catalog/stated-tree.ts';
import type { ChatStoreState } from '#chat/state.ts';
import type { LocalModels } from '#providers/local-models.ts';
import type { StatedLineage } from '#providers/provider.ts';
import type { BackendRegistry } from '#providers/registry.ts';
import type { Search } from '#storage/search/search.ts';
import type { SignInAnswer } from '#providers/sign-in/sign-in-answer.ts';
import type { Gathered } from '#storage/formats/archive.ts';
import type { ImportOptions, PreparedImport } from '#storage/import.ts';
import type { Offers } from './offers.ts';
import type { OwnServers } from './own-servers.ts';

/** What was read from the header of a person's model file. Nothing runs before the person chooses `model`. */
export type OpenedModelFile =
  | { readonly ok: true; readonly model: string; readonly name: string; readonly stated: StatedLineage }
  | { readonly ok: false; readonly error: string };

export interface Updates {
  /** Puts the newer build in the place of this one, after which the page must be loaded anew; `null`: this is the newest that is known. */
  readonly takeOver: (() => Promise<void>) | null;
}

/** Everything that the screens need from the rest of the app. */
export interface AppServices {
  readonly store: StoreApi<ChatStoreState>;
  readonly catalog: CatalogSource;
  readonly offers: StoreApi<Offers>;
  readonly backends: BackendRegistry;
  /** `null`: the operator does not let people connect servers of their own. */
  readonly ownServers: OwnServers | null;
  readonly storage: {
    /** Loads a conversation's messages into the store. Rejects if they cannot be read. */
    readonly openConversation: (id: string) => Promise<void>;
    /** Searches all conversations. Rejects if its part of the app cannot be loaded. */
    readonly openSearch: () => Promise<Search>;
    readonly exportEverything: (catalog?: Catalog) => Promise<Blob>;
    /** Living conversations with all their messages. Rejects if they cannot be read. */
    readonly gather: (wanted: readonly string[] | 'everything') => Promise<Gathered>;
    /** Reads a file; nothing is written before it is run. */
    readonly prepareImport: (file: Blob, options: ImportOptions) => Promise<PreparedImport>;
    readonly deleteEverything: () => Promise<void>;
  };
  /** "backend id/model id" will likely be asked soon: what its first answer needs may come already. Never fails. */
  readonly prepareModel: (model: string) => void;
  readonly openModelFile: (file: File) => Promise<OpenedModelFile>;
  /** Models that are kept on this device and run in this page. Rejects if their part of the app cannot be loaded. */
  readonly localModels: { readonly backendId: string; readonly load: () => Promise<LocalModels> };
  /** The Hugging Face Hub or the configured mirror. It is asked only when a person presses a button that names its host. */
  readonly hub: {
    readonly host: string;
    /** Reads the cards of these repositories and of what they name as bases. Rejects only if a part of the app cannot be loaded. */
    readonly readCards: (repositories: readonly string[], signal: AbortSignal) => Promise<FoundCards>;
  };
  readonly configuration: { readonly title: string; readonly notice: string | null };
  /** Writes what waits, a draft above all, before the page is left on purpose. Rejects if it cannot. */
  readonly beforeLeaving: () => Promise<void>;
  /** What a person brings back from signing in; `null`: this visit is no return. */
  readonly signInAnswer: SignInAnswer | null;
  /** What is wrong in the operator's configuration, in sentences; what needs the catalog to be seen comes when it is here. */
  readonly problems: StoreApi<readonly string[]>;
  /** Who the proxy in front says is signed in; `null`: nobody, or it has not said yet. */
  readonly signedInName: StoreApi<string | null>;
  readonly updates: StoreApi<Updates>;
}
