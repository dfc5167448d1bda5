import { connect } from 'node:tls';

/** Sends bytes as they are, which no client of HTTP would, and gives what came back until the connection closed. */
export function sendRaw(port: number, bytes: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }, () => socket.write(bytes));
    let answer = '';
    socket.on('data', (piece) => {
      answer += piece.toString('latin1');
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    socket.setTimeout(10_000, () => socket.destroy());
  });
}

/** A request of HTTP/1.1, line by line. */
export function rawRequest(method: string, path: string, headers: readonly string[] = [], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return `${[`${method} ${path} HTTP/1.1`, 'Host: stemma.test', 'Connection: close', ...length, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
