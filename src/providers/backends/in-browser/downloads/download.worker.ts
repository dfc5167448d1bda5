import { type BytesOnDisk, fetchInto } from './fetch-into.ts';
import { FetchFailure, type FetchOrder, type FetchReport, lockOf } from './fetch-report.ts';
import { bytesName } from './kept-files.ts';
import { shelfName } from './shelf.ts';

/**
 * Fetches one file. A worker, because only a worker may write a file in place, and hashing would stop the page. The first message is the
 * order, any later one says stop. The lock and the file are let go when the worker ends, however it ends.
 */
const stop = new AbortController();
let hasOrder = false;
addEventListener('message', ({ data }: MessageEvent<FetchOrder | 'stop'>) => {
  if (data === 'stop') stop.abort();
  else if (!hasOrder) {
    hasOrder = true;
    void run(data);
  }
});

const tell = (report: FetchReport): void => postMessage(report);

async function run(order: FetchOrder): Promise<void> {
  const last = await navigator.locks.request(lockOf(order.folder), { ifAvailable: true }, (lock) =>
    lock === null ? elsewhere() : fetchOrder(order),
  );
  tell(last);
}

const elsewhere = (): FetchReport => ({
  type: 'trouble',
  trouble: { code: 'elsewhere', detail: 'The lock of this file is held.' },
  done: 0,
});

async function fetchOrder(order: FetchOrder): Promise<FetchReport> {
  let disk: BytesOnDisk | null = null;
  try {
    disk = await openBytes(order.folder);
    return { type: 'whole', sha256: await fetchInto(disk, order, stop.signal, tell) };
  } catch (error) {
    const done = disk?.getSize() ?? 0;
    if (stop.signal.aborted) return { type: 'stopped', done };
    if (error instanceof FetchFailure) return { type: 'trouble', trouble: error.trouble, done };
    return { type: 'trouble', trouble: { code: 'failed', detail: error instanceof Error ? error.message : String(error) }, done };
  } finally {
    try {
      disk?.flush();
    } finally {
      disk?.close();
    }
  }
}

type WritableFile = FileSystemFileHandle & { createSyncAccessHandle(): Promise<BytesOnDisk> };
const isWritable = (handle: FileSystemFileHandle): handle is WritableFile => 'createSyncAccessHandle' in handle;

async function openBytes(folder: string): Promise<BytesOnDisk> {
  const shelf = await (await navigator.storage.getDirectory()).getDirectoryHandle(shelfName);
  const handle = await (await shelf.getDirectoryHandle(folder)).getFileHandle(bytesName, { create: true });
  if (!isWritable(handle)) throw new FetchFailure('failed', 'This browser does not let a worker write files.');
  return await handle.createSyncAccessHandle();
}
