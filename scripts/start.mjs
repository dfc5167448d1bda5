import { ensureDependencies, fail, root, run, tool } from './dependencies.mjs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

ensureDependencies();
run(tool('vite'), ['build', '--logLevel', 'warn']);

/** A configuration of one's own, which the build leaves alone: CONFIG=deploy/config/laptop.json npm start */
const configuration = process.env.CONFIG ?? '';
if (configuration !== '') {
  await copyFile(configuration, join(root, 'dist/config.json')).catch((error) => fail(`CONFIG cannot be read: ${error.message}`));
}

const { loopbackOrigins } = await import('./headers.mjs');
const { serve } = await import('./serve.mjs');
const port = Number(process.env.PORT ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
/** A person's own servers on this machine work at once; others are named: CONNECT="https://one.example https://two.example" npm start */
const others = (process.env.CONNECT ?? '').split(/[\s,]+/).filter(Boolean);
for (const origin of others) {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    fail(`CONNECT takes origins such as https://models.example:8000, not "${origin}".`);
}
try {
  const { url } = await serve({ folder: join(root, 'dist'), port, connect: [...loopbackOrigins, ...others] });
  console.log(`\nStemma is at ${url}\nStop it with Ctrl+C.`);
} catch (error) {
  if (error.code === 'EADDRINUSE') fail(`Port ${port} is taken. Start with another one: PORT=${port + 1} npm start`);
  throw error;
}
