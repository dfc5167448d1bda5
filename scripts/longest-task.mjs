/**
 * The longest task of a page's main thread while something runs, in milliseconds of CPU time: what else the machine does makes tasks last
 * longer by the clock, and is not the page's. Tracing itself is in it.
 */
export async function longestTask(browser, page, work) {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const isMain = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map((event) => threadOf(event)),
  );
  const spent = new Map();
  const longest = new Map();
  for (const event of traceEvents) {
    const thread = threadOf(event);
    if (event.name !== 'RunTask' || event.tdur === undefined || !isMain.has(thread)) continue;
    spent.set(thread, (spent.get(thread) ?? 0) + event.tdur);
    longest.set(thread, Math.max(longest.get(thread) ?? 0, event.tdur));
  }
  // Other pages of the bench are open and rest.
  const [busiest] = [...spent].toSorted(([, left], [, right]) => right - left)[0] ?? [];
  return (longest.get(busiest) ?? 0) / 1000;
}
