import { CacheManager } from '@wllama/wllama';

/**
 * The library looks for a place to keep model files when it is constructed and throws where there is none (plain http on a local network,
 * WebKitGTK). Stemma fetches and checks model files itself, so the library gets a cache that holds nothing.
 */
export function memoryOnlyCache(): CacheManager {
  return new CacheManager([
    {
      isSupported: () => true,
      read: () => Promise.resolve(null),
      write: () => Promise.reject(new Error('Model files are not kept here.')),
      getSize: () => Promise.resolve(-1),
      list: () => Promise.resolve([]),
      delete: () => Promise.resolve(),
    },
  ]);
}
