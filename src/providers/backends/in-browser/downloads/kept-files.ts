import { hubFileId } from '#catalog/hub-file.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { shelfName } from './shelf.ts';

/** The files of this site's own file system: one folder for each downloaded model, with `bytes` and `manifest.json` in it. */
const manifestName = 'manifest.json';
export const bytesName = 'bytes';

export interface KeptFile {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Bytes on the device so far. */
  readonly size: number;
}

async function shelf(create = false): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return await root.getDirectoryHandle(shelfName, { create });
}

/** The folder of a file: ids are longer than a file system's names may be. */
export async function folderOf(name: { readonly repository: string; readonly file: string }): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(hubFileId(name)));
  return [...new Uint8Array(digest.slice(0, 16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * All kept files. A folder without a readable manifest is passed over: a later version may have written it. Rejects where the browser has
 * the functions and refuses their use, as some do in private windows.
 */
export async function listKeptFiles(): Promise<readonly KeptFile[]> {
  const found: KeptFile[] = [];
  const root = await navigator.storage.getDirectory();
  const place = await root.getDirectoryHandle(shelfName).catch(() => null);
  if (place === null) return [];
  for await (const [folder, handle] of place.entries()) {
    if (handle.kind !== 'directory') continue;
    const manifest = readManifest((await (await fileIn(handle, manifestName))?.text()) ?? '');
    if (manifest !== null) found.push({ folder, manifest, size: (await fileIn(handle, bytesName))?.size ?? 0 });
  }
  return found.toSorted((one, other) => (hubFileId(one.manifest) < hubFileId(other.manifest) ? -1 : 1));
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch {
    return null;
  }
}

/** Replaces the manifest in one step: a browser that dies on the way leaves the one before. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const place = await (await shelf(true)).getDirectoryHandle(folder, { create: true });
  const handle = await place.getFileHandle(manifestName, { create: true });
  const writer = await handle.createWritable();
  await writer.write(JSON.stringify(manifest));
  await writer.close();
}

/** The bytes as a file that is read from the device piece by piece. `null` if they are gone. */
export async function keptBytes(folder: string): Promise<File | null> {
  try {
    return await fileIn(await (await shelf()).getDirectoryHandle(folder), bytesName);
  } catch {
    return null;
  }
}

export async function removeKeptFile(folder: string): Promise<void> {
  await (await shelf()).removeEntry(folder, { recursive: true });
}
