import { createServer } from 'vite';

const rounds = 20;

/** The time of one core, in milliseconds, for the verdicts, the ancestry and the obligations of every model: the first time, and then. */
export async function catalogTime(root) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false },
  });
  const [{ builtInCatalog }, { effectiveLicense }, { ancestors, descendants, foundations }, { obligations }] = await Promise.all(
    ['built-in', 'effective-license', 'lineage', 'obligations'].map((name) => server.ssrLoadModule(`/src/catalog/${name}.ts`)),
  );
  const ids = [...builtInCatalog.models.keys()];
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    for (const id of ids) {
      effectiveLicense(builtInCatalog, id);
      ancestors(builtInCatalog, id);
      descendants(builtInCatalog, id);
      foundations(builtInCatalog, id);
      obligations(builtInCatalog, [id]);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  await server.close();
  const [first, ...later] = times;
  const median = later.toSorted((left, right) => left - right)[Math.floor(later.length / 2)];
  console.log(
    `Verdicts, lineage and obligations of all ${ids.length} models: ${first.toFixed(1)} ms of one core at first, ${median.toFixed(1)} ms then (goal 50)`,
  );
}
