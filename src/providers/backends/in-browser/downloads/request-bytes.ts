import { type FetchOrder, FetchFailure } from './fetch-report.ts';

/** The answer's body and the place in the file where it begins. */
interface BytesFrom {
  readonly start: number;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Asks for the file from byte `start` on. Redirects are followed, because the Hub sends people on to its storage hosts; what arrives is checked
 * by its hash, no cookies go to other origins, no referrer, and no key: by the Fetch standard a browser takes it off when it is sent on to
 * another origin. A range with a start and no end is the one form that browsers send without
 * asking the server first. Throws a `FetchFailure`, or the signal's reason.
 */
export async function requestBytes(order: FetchOrder, start: number, signal: AbortSignal): Promise<BytesFrom> {
  const { host } = new URL(order.address);
  let response: Response;
  try {
    response = await fetch(order.address, {
      signal,
      headers: {
        ...(start > 0 ? { Range: `bytes=${start}-` } : {}),
        ...(order.key === null ? {} : { Authorization: `Bearer ${order.key}` }),
      },
      redirect: 'follow',
      cache: 'no-store',
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new FetchFailure('unreachable', `${host}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { status, body } = response;
  const refuse = async (failure: FetchFailure): Promise<never> => {
    await body?.cancel().catch(() => undefined);
    throw failure;
  };
  if (status === 416) return refuse(new FetchFailure('wrong-size', `${host} has no bytes from ${start} on.`));
  if (!response.ok || body === null) return refuse(statusFailure(host, status));
  const resumed = status === 206;
  const [from, whole] = resumed ? rangeOf(response, start) : [0, wholeLength(response)];
  if (from !== start && from !== 0)
    return refuse(new FetchFailure('server', `${host} answered with bytes from ${from} instead of ${start}.`));
  if (whole !== null && whole !== order.bytes) {
    return refuse(new FetchFailure('wrong-size', `${host} has a file of ${whole} bytes; ${order.bytes} were announced.`));
  }
  return { start: from, body };
}

function statusFailure(host: string, status: number): FetchFailure {
  const detail = `${host} answered ${status}.`;
  if (status === 404 || status === 410) return new FetchFailure('not-found', detail);
  if (status === 401 || status === 403) return new FetchFailure('refused', detail);
  return new FetchFailure(status === 429 ? 'rate-limited' : 'server', detail);
}

/** Where the bytes begin and how long the whole file is. Another origin may hide the header: then the server is believed, and the hash decides. */
function rangeOf(response: Response, asked: number): readonly [number, number | null] {
  const [, from, whole] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '') ?? [];
  return [from === undefined ? asked : Number(from), whole === undefined || whole === '*' ? null : Number(whole)];
}

/** `null` for a compressed answer, whose length says nothing of the file. */
function wholeLength({ headers }: Response): number | null {
  const length = headers.get('Content-Length');
  return length === null || headers.has('Content-Encoding') ? null : Number(length);
}
