/** Seconds of the past that the speed is taken from: short enough to follow a change, long enough to read. */
const window = 8;

export interface Pace {
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** Speed and remaining time of a download, from the bytes of its last seconds. */
export class PaceMeter {
  private readonly marks: { readonly at: number; readonly done: number }[] = [];

  /** `now` in milliseconds. */
  note(done: number, total: number, now: number): Pace {
    this.marks.push({ at: now, done });
    while (this.marks.length > 2 && now - (this.marks[0]?.at ?? now) > window * 1000) this.marks.shift();
    const [first] = this.marks;
    const seconds = first === undefined ? 0 : (now - first.at) / 1000;
    // The first half second says nothing yet.
    if (first === undefined || seconds < 0.5) return { bytesPerSecond: null, secondsLeft: null };
    const bytesPerSecond = (done - first.done) / seconds;
    return { bytesPerSecond, secondsLeft: bytesPerSecond > 0 ? Math.ceil((total - done) / bytesPerSecond) : null };
  }
}
