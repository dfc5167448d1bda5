/** Folder of the site's own file system that holds downloaded models. */
export const shelfName = 'stemma-models';

/**
 * Whether this browser lets the page keep files and write them safely: not on plain http beyond this machine, and not in browsers whose files
 * cannot be replaced in one step.
 */
export function canKeepFiles(): boolean {
  return (
    typeof navigator.storage?.getDirectory === 'function' &&
    navigator.locks !== undefined &&
    typeof FileSystemFileHandle !== 'undefined' &&
    'createWritable' in FileSystemFileHandle.prototype
  );
}

/** Whether anything was ever downloaded here. Asked at each start, so it costs one look and loads nothing. */
export async function hasShelf(): Promise<boolean> {
  if (!canKeepFiles()) return false;
  try {
    await (await navigator.storage.getDirectory()).getDirectoryHandle(shelfName);
    return true;
  } catch {
    return false;
  }
}
