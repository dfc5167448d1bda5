import { createStore, type StoreApi } from 'zustand/vanilla';

/** How this browser shows folders. Nothing of it is of value: a folder in which something lies is kept with what lies in it. */
export interface FolderHabits {
  readonly collapsed: readonly string[];
  /** Folders that were made and in which nothing lies yet. */
  readonly empty: readonly string[];
}

const place = 'stemma.folders';

const namesIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []);

function read(): FolderHabits {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    if (typeof kept === 'object' && kept !== null) {
      return { collapsed: namesIn(Reflect.get(kept, 'collapsed')), empty: namesIn(Reflect.get(kept, 'empty')) };
    }
  } catch {
    // Storage may be switched off, and the value may be anybody's.
  }
  return { collapsed: [], empty: [] };
}

export const folderHabits: StoreApi<FolderHabits> = createStore<FolderHabits>()(read);

folderHabits.subscribe((habits) => {
  try {
    localStorage.setItem(place, JSON.stringify(habits));
  } catch {
    // They then last as long as the page.
  }
});

const without = (names: readonly string[], name: string): readonly string[] => names.filter((one) => one !== name);

export function toggleFolder(name: string): void {
  const { collapsed } = folderHabits.getState();
  folderHabits.setState({ collapsed: collapsed.includes(name) ? without(collapsed, name) : [...collapsed, name] });
}

export function addEmptyFolder(name: string): void {
  const { empty } = folderHabits.getState();
  if (!empty.includes(name)) folderHabits.setState({ empty: [...empty, name] });
}

export function forgetFolder(name: string): void {
  const { collapsed, empty } = folderHabits.getState();
  folderHabits.setState({ collapsed: without(collapsed, name), empty: without(empty, name) });
}
