import { createServer, type RequestListener, type Server } from 'node:http';

export interface Listening {
  readonly origin: string;
  /** Closes the server with all its connections. */
  readonly close: () => Promise<void>;
}

/** Opens a server of the tests, or what is to answer its requests, to this machine, on a free port. */
export async function listen(answering: Server | RequestListener): Promise<Listening> {
  const server = typeof answering === 'function' ? createServer(answering) : answering;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
