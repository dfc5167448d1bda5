import type { StreamPart } from '../../provider.ts';

/** Progress that arrives by callback, as parts of the stream. Only the newest is worth telling. */
export class ProgressParts {
  private newest: StreamPart | null = null;
  private wake: (() => void) | null = null;
  private finished = false;

  add(part: StreamPart): void {
    this.newest = part;
    this.wake?.();
  }

  finish(): void {
    this.finished = true;
    this.wake?.();
  }

  async *parts(): AsyncIterable<StreamPart> {
    for (;;) {
      const part = this.newest;
      this.newest = null;
      if (part !== null) yield part;
      else if (this.finished) return;
      else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }
}
