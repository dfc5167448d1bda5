/**
 * The engine writes its workers' code into blobs, and inherits the page's content policy there. Where it uses threads, its worker starts more
 * workers from blobs by their address, which `require-trusted-types-for 'script'` refuses unless that worker admits them itself. So the
 * text that the library puts in front of every worker's code is given one more line, at build time. A version of the library that no
 * longer has that text fails the build.
 */
const start = 'var JSPI_STUB = `\n';
const admitBlobs =
  "globalThis.trustedTypes?.createPolicy('default', { createScriptURL: (address) => address.startsWith('blob:' + globalThis.origin + '/') ? address : null });\n";

/** @returns {import('vite').Plugin} */
export function workerPolicy() {
  return {
    name: 'stemma:worker-policy',
    transform: {
      filter: { id: /@wllama\/wllama\/esm\/index\.js$/ },
      handler(code) {
        if (code.split(start).length !== 2) this.error('The engine no longer has the text that the policy of its workers is written into.');
        return { code: code.replace(start, start + admitBlobs), map: null };
      },
    },
  };
}
