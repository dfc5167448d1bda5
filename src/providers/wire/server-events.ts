import { ProviderFailure } from '../failure.ts';

export interface ServerEvent {
  /** `message` unless the server names it. */
  readonly name: string;
  readonly data: string;
}

/** Lines become server-sent events, by the rules of the HTML standard: comments, `id` and `retry` are passed over, data lines are joined. */
export class ServerEventReader {
  private readonly longest: number;
  private name = '';
  private data: string | null = null;
  private held = 0;

  /** `longest`: characters of one event's data; more throws a `ProviderFailure` with code `malformed`. */
  constructor(longest: number) {
    this.longest = longest;
  }

  /** The event that this line ends, if it ends one. Events without data are no events. */
  line(line: string): ServerEvent | null {
    if (line === '') return this.end();
    // Almost every line is one of data.
    if (line.startsWith('data:')) {
      this.take(line.slice(line[5] === ' ' ? 6 : 5));
      return null;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    if (field === 'event') this.name = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    else if (field === 'data') this.take('');
    return null;
  }

  /** What stands at the end of the stream. The standard drops it; some servers leave out the last blank line, so it is looked at. */
  end(): ServerEvent | null {
    const data = this.data ?? '';
    const event = data === '' ? null : { name: this.name === '' ? 'message' : this.name, data };
    this.name = '';
    this.data = null;
    this.held = 0;
    return event;
  }

  private take(value: string): void {
    this.held += value.length;
    if (this.held > this.longest)
      throw new ProviderFailure('malformed', `The server sent an event of more than ${this.longest} characters.`);
    this.data = this.data === null ? value : `${this.data}\n${value}`;
  }
}
