import { hubFileId } from '#catalog/hub-file.ts';
import type { DownloadState, DownloadTrouble } from '../../../local-models.ts';
import { asProviderError, ProviderFailure } from '../../../failure.ts';
import { checkFile } from './check-file.ts';
import { type FetchOrder, type FetchReport, lockOf } from './fetch-report.ts';
import { folderOf, listKeptFiles, removeKeptFile, writeManifest } from './kept-files.ts';
import type { Manifest } from './manifest.ts';
import { PaceMeter, type Pace } from './pace.ts';
import { canKeepFiles } from './shelf.ts';

/** One file as it stands. */
export interface Download extends Pace {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly state: DownloadState;
  readonly done: number;
  readonly trouble: DownloadTrouble | null;
}

interface Options {
  /** Where a file is fetched from. */
  readonly addressOf: (manifest: Manifest) => string;
  /** The person's key for where files are fetched from, as it is now. */
  readonly key: () => string | null;
  readonly onChange: () => void;
}

/** How long a worker may take to let its file go before it is ended. Milliseconds. */
const stopLimit = 5_000;
const noPace: Pace = { bytesPerSecond: null, secondsLeft: null };

/** The downloads of this tab and the files of this device. Each download has a worker; other tabs are told of changes. */
export class Downloads {
  private readonly options: Options;
  private readonly known = new Map<string, Download>();
  private readonly running = new Map<string, { readonly worker: Worker; readonly ended: Promise<void> }>();
  private keeps = canKeepFiles();
  private readonly otherTabs: BroadcastChannel | null = canKeepFiles() ? new BroadcastChannel('stemma-models') : null;

  constructor(options: Options) {
    this.options = options;
    this.otherTabs?.addEventListener('message', () => void this.refresh());
  }

  /** Whether this browser keeps files for the page. */
  get canKeep(): boolean {
    return this.keeps;
  }

  get all(): readonly Download[] {
    return [...this.known.values()];
  }

  get(id: string): Download | null {
    return this.known.get(id) ?? null;
  }

  /** Reads what lies on the device; what runs in this tab is known better here. */
  async refresh(): Promise<void> {
    if (!this.keeps) return;
    let files: Awaited<ReturnType<typeof listKeptFiles>>;
    try {
      files = await listKeptFiles();
    } catch {
      this.keeps = false;
      this.options.onChange();
      return;
    }
    const ids = new Set(files.map(({ manifest }) => hubFileId(manifest)));
    for (const id of this.known.keys()) if (!ids.has(id) && !this.running.has(id)) this.known.delete(id);
    for (const { folder, manifest, size } of files) {
      const id = hubFileId(manifest);
      if (this.running.has(id)) continue;
      const isWhole = manifest.checked !== null && size === manifest.bytes;
      const trouble = isWhole ? null : (this.known.get(id)?.trouble ?? null);
      this.known.set(id, { folder, manifest, state: isWhole ? 'whole' : 'paused', done: size, trouble, ...noPace });
    }
    this.options.onChange();
  }

  /** Begins a download. Another revision of the same file is fetched anew. */
  async begin(manifest: Manifest): Promise<void> {
    const id = hubFileId(manifest);
    const folder = await folderOf(manifest);
    const before = this.known.get(id)?.manifest;
    const isSame =
      before !== undefined && before.revision === manifest.revision && before.bytes === manifest.bytes && before.sha256 === manifest.sha256;
    if (before !== undefined && !isSame && !(await this.remove(id))) return;
    // Asked once a person keeps something large here. Some browsers ask the person in turn, who may let that wait.
    navigator.storage.persist().catch(() => undefined);
    try {
      if (!isSame) await writeManifest(folder, manifest);
    } catch (error) {
      this.known.set(id, { folder, manifest, state: 'paused', done: 0, trouble: troubleOf(error), ...noPace });
      this.options.onChange();
      return;
    }
    await this.refresh();
    await this.resume(id);
  }

  async resume(id: string): Promise<void> {
    const file = this.known.get(id);
    if (file === undefined || file.state === 'whole' || this.running.has(id)) return;
    const missing = await this.missingSpace(file);
    if (missing !== null) {
      this.set(id, { state: 'paused', trouble: missing });
      return;
    }
    const { folder, manifest } = file;
    const worker = new Worker(new URL('./download.worker.ts', import.meta.url), { type: 'module' });
    const { bytes, sha256 } = manifest;
    const order: FetchOrder = { folder, address: this.options.addressOf(manifest), key: this.options.key(), bytes, sha256 };
    const ended = this.follow(id, worker, order);
    this.running.set(id, { worker, ended });
    this.set(id, { state: 'waiting', trouble: null });
    worker.postMessage(order, []);
  }

  /** Stops a download of this tab; its bytes stay. */
  async pause(id: string): Promise<void> {
    const running = this.running.get(id);
    if (running === undefined) return;
    running.worker.postMessage('stop', []);
    const timer = setTimeout(() => running.worker.terminate(), stopLimit);
    await Promise.race([running.ended, new Promise((resolve) => setTimeout(resolve, stopLimit + 100))]);
    clearTimeout(timer);
    if (this.running.delete(id)) this.set(id, { state: 'paused', ...noPace });
  }

  /** Frees a file's place. Gives `false` if another tab is writing it. */
  async remove(id: string): Promise<boolean> {
    await this.pause(id);
    const file = this.known.get(id);
    if (file === undefined) return true;
    const isRemoved = await navigator.locks.request(lockOf(file.folder), { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await removeKeptFile(file.folder);
      return true;
    });
    if (isRemoved) this.known.delete(id);
    else this.set(id, { trouble: { code: 'elsewhere', detail: 'The lock of this file is held.' } });
    this.tellOtherTabs();
    this.options.onChange();
    return isRemoved;
  }

  /** Ends what runs in this tab. Files stay. */
  async dispose(): Promise<void> {
    await Promise.all([...this.running.keys()].map((id) => this.pause(id)));
    this.otherTabs?.close();
  }

  /** Hears a worker until it is done. */
  private follow(id: string, worker: Worker, order: FetchOrder): Promise<void> {
    const meter = new PaceMeter();
    return new Promise((resolve) => {
      const end = async (report: FetchReport): Promise<void> => {
        worker.terminate();
        await this.finish(id, order, report);
        this.running.delete(id);
        this.tellOtherTabs();
        this.options.onChange();
        resolve();
      };
      worker.addEventListener('message', ({ data: report }: MessageEvent<FetchReport>) => {
        if (report.type === 'progress') {
          const pace = report.stage === 'fetching' ? meter.note(report.done, order.bytes, performance.now()) : noPace;
          this.set(id, { state: report.stage, done: report.done, ...pace });
        } else void end(report);
      });
      worker.addEventListener('error', (event) => {
        const detail = event.message === undefined || event.message === '' ? 'The worker could not be started.' : event.message;
        void end({ type: 'trouble', trouble: { code: 'failed', detail }, done: this.known.get(id)?.done ?? 0 });
      });
    });
  }

  private async finish(id: string, { folder }: FetchOrder, report: FetchReport): Promise<void> {
    const file = this.known.get(id);
    if (file === undefined || report.type === 'progress') return;
    if (report.type === 'whole') {
      try {
        const manifest = { ...file.manifest, checked: await checkFile(folder, report.sha256) };
        await writeManifest(folder, manifest);
        this.set(id, { manifest, state: 'whole', done: manifest.bytes, ...noPace });
      } catch (error) {
        this.set(id, { state: 'paused', trouble: troubleOf(error), ...noPace });
      }
    } else {
      const trouble = report.type === 'trouble' ? report.trouble : null;
      // Of a file that another tab writes, the size on the device is known better than here.
      const done = trouble?.code === 'elsewhere' ? file.done : report.done;
      const space = trouble?.code === 'no-space' ? await this.missingSpace(file) : null;
      this.set(id, { state: 'paused', done, trouble: space ?? trouble, ...noPace });
    }
  }

  /** What is missing on the device before a byte is asked for; `null` if all is well or the browser does not tell. */
  private async missingSpace({ manifest, done }: Download): Promise<DownloadTrouble | null> {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return null;
    const needed = manifest.bytes - done;
    const available = Math.max(0, quota - usage);
    return needed <= available
      ? null
      : { code: 'no-space', detail: `${needed} bytes are needed, ${available} are granted.`, needed, available };
  }

  private set(id: string, change: Partial<Download>): void {
    const file = this.known.get(id);
    if (file === undefined) return;
    this.known.set(id, { ...file, ...change });
    this.options.onChange();
  }

  private tellOtherTabs(): void {
    this.otherTabs?.postMessage('changed');
  }
}

/** Why a file could not be described, or why its description could not be written. */
function troubleOf(error: unknown): DownloadTrouble {
  const isFull = error instanceof DOMException && /quota/i.test(error.name);
  return { code: isFull ? 'no-space' : error instanceof ProviderFailure ? 'damaged' : 'failed', detail: asProviderError(error).detail };
}
