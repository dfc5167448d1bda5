import type { Page } from 'playwright';

/** All rows of these object stores of the page's database, read at one moment and past the app. */
export function keptRows(page: Page, ...stores: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return page.evaluate(
    (names) =>
      new Promise<readonly Record<string, unknown>[]>((resolve, reject) => {
        const opening = indexedDB.open('stemma');
        opening.addEventListener('error', () => reject(new Error('The database cannot be opened.')));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction(names);
          const asked = names.map((name) => transaction.objectStore(name).getAll());
          transaction.addEventListener('complete', () => {
            opening.result.close();
            resolve(asked.flatMap(({ result }): readonly Record<string, unknown>[] => result));
          });
        });
      }),
    stores,
  );
}
