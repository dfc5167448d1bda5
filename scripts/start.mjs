import { ensureDependencies, fail, root, run, tool } from './dependencies.mjs';
import { join } from 'node:path';

ensureDependencies();
run(tool('vite'), ['build', '--logLevel', 'warn']);

const { serve } = await import('./serve.mjs');
const port = Number(process.env.PORT ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
try {
  const { url } = await serve({ folder: join(root, 'dist'), port });
  console.log(`\nStemma is at ${url}\nStop it with Ctrl+C.`);
} catch (error) {
  if (error.code === 'EADDRINUSE') fail(`Port ${port} is taken. Start with another one: PORT=${port + 1} npm start`);
  throw error;
}
