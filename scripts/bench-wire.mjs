import { openBenchPage } from './bench-page.mjs';

/**
 * Measures the provider path alone, from bytes to the parts of an answer, for each dialect against a reader that only splits lines: one
 * token a piece as servers send them, and in pieces of 16 kB as a network may join them. An answer has 4,000 tokens, and what it costs to
 * begin one counts.
 */
export async function benchWire({ root, browser }) {
  const server = await openBenchPage(root, 'wire');
  console.log('Milliseconds per 1,000 tokens from bytes to parts: a reader that only splits lines, one that also parses JSON, Stemma:');
  for (const pieceBytes of [null, 16_384]) {
    for (const kind of ['openai-compatible', 'ollama', 'text-generation-inference']) {
      for (const way of ['chat', 'raw']) {
        const page = await browser.newPage();
        await page.goto(server.url);
        await page.waitForFunction(() => 'measure' in globalThis);
        const [bare, parsed, stemma] = await page.evaluate(
          `measure(${JSON.stringify(kind)}, ${JSON.stringify(way)}, 4000, ${pieceBytes}, 60)`,
        );
        await page.close();
        console.log(
          `  ${`${kind}, ${way}, ${pieceBytes === null ? 'token by token' : 'in 16 kB'}`.padEnd(48)} ${bare.toFixed(2)}, ${parsed.toFixed(2)}, ${stemma.toFixed(2)}; ratio ${(stemma / bare).toFixed(2)}, against parsing ${(stemma / parsed).toFixed(2)}`,
        );
      }
    }
  }
  await server.close();
}
