import { ProviderFailure } from '../../failure.ts';
import { untilAborted } from '../../waiting.ts';

/** Whoever takes memory: it can be put away while it is not busy. */
export interface MemoryHolder {
  readonly id: string;
  readonly name: string;
  readonly isBusy: boolean;
  end(): Promise<void>;
}

const place = 'stemma.memory-limit';
const gigabyte = 1e9;

/**
 * Half of what the browser says the device has; browsers that do not tell (Firefox, Safari, plain http) count as 4 GB. Browsers round and cap
 * what they tell, so a person can set another limit. Bytes.
 */
export function usualMemoryLimit(): number {
  const told: unknown = Reflect.get(navigator, 'deviceMemory');
  return Math.max(1, (typeof told === 'number' && told > 0 ? told : 4) / 2) * gigabyte;
}

function keptLimit(): number | null {
  try {
    const kept = Number(localStorage.getItem(place));
    return Number.isFinite(kept) && kept > 0 ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps the limit of this device; `null` goes back to the usual one. It is of no value if lost. */
function keepLimit(bytes: number | null): void {
  try {
    if (bytes === null) localStorage.removeItem(place);
    else localStorage.setItem(place, String(bytes));
  } catch {
    // The limit then lasts as long as the page.
  }
}

const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * The memory that loaded models may take together. Who needs more than is free waits until a busy model is done; idle ones are put away, the
 * least recently used first.
 */
export class MemoryBudget {
  /** In the order of use, the least recent first. */
  private readonly held = new Map<MemoryHolder, number>();
  private readonly waiting = new Set<() => void>();
  private readonly onChange: () => void;
  private own = keptLimit();

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  get limit(): number {
    return this.own ?? usualMemoryLimit();
  }

  /** The limit that the person set, if any. */
  get ownLimit(): number | null {
    return this.own;
  }

  get holders(): readonly { readonly holder: MemoryHolder; readonly bytes: number }[] {
    return [...this.held].map(([holder, bytes]) => ({ holder, bytes }));
  }

  async setLimit(bytes: number | null): Promise<void> {
    keepLimit(bytes);
    this.own = bytes;
    for (let idle = this.leastUsed(); this.used > this.limit && idle !== null; idle = this.leastUsed()) await this.putAway(idle);
    this.changed();
  }

  /** Takes memory before a model is loaded. Throws a `ProviderFailure` if it can never fit, and the signal's reason. */
  async reserve(holder: MemoryHolder, bytes: number, signal: AbortSignal, onWait: () => void): Promise<void> {
    for (;;) {
      if (bytes > this.limit) {
        const words = `${holder.name} needs about ${inGigabytes(bytes)} of memory, and models in this page may take ${inGigabytes(this.limit)}.`;
        throw new ProviderFailure('out-of-memory', words);
      }
      if (this.used + bytes <= this.limit) break;
      const idle = this.leastUsed();
      if (idle !== null) await this.putAway(idle);
      else {
        onWait();
        await untilAborted(this.nextChange(), signal);
      }
    }
    this.held.set(holder, bytes);
    this.changed();
  }

  /** Marks a model as the most recently used. */
  touch(holder: MemoryHolder): void {
    const bytes = this.held.get(holder);
    if (bytes === undefined) return;
    this.held.delete(holder);
    this.held.set(holder, bytes);
    this.changed();
  }

  release(holder: MemoryHolder): void {
    if (this.held.delete(holder)) this.changed();
  }

  /** A model began or ended its work: whoever waits looks again. */
  changed(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
    this.onChange();
  }

  private get used(): number {
    let sum = 0;
    for (const bytes of this.held.values()) sum += bytes;
    return sum;
  }

  private leastUsed(): MemoryHolder | null {
    for (const holder of this.held.keys()) if (!holder.isBusy) return holder;
    return null;
  }

  private async putAway(holder: MemoryHolder): Promise<void> {
    await holder.end();
    this.held.delete(holder);
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }
}
