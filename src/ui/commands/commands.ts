import { useEffect, useRef } from 'react';

/**
 * Everything that can be done by a key or from the palette, with the keys that are usual for it; `null`: none. The words are in
 * `language/en/commands.ts`.
 */
export const usualKeys = {
  'new-chat': 'Mod+Shift+O',
  'temporary-chat': null,
  palette: 'Mod+K',
  'focus-message': '/',
  'choose-model': 'Mod+Shift+L',
  stop: 'Mod+.',
  'copy-answer': 'C',
  'next-chat': 'Alt+ArrowDown',
  'previous-chat': 'Alt+ArrowUp',
  conversations: null,
  search: null,
  catalog: null,
  'what-if': null,
  article: null,
  prompts: null,
  settings: null,
  privacy: null,
  theme: null,
  shortcuts: '?',
} as const satisfies Readonly<Record<string, string | null>>;

export type CommandId = keyof typeof usualKeys;
export const commandIds = Object.keys(usualKeys) as readonly CommandId[];

/** The keys that a person chose; what is absent has its usual ones. */
export type ChosenKeys = Readonly<Partial<Record<CommandId, string | null>>>;

/** Keys as they were kept; what is none of ours is left out. */
export function readKeys(kept: unknown): ChosenKeys {
  if (typeof kept !== 'object' || kept === null) return {};
  const known = commandIds.flatMap((id) => {
    const keys: unknown = Reflect.get(kept, id);
    return keys === null || typeof keys === 'string' ? [[id, keys] as const] : [];
  });
  return Object.fromEntries(known);
}

export function keysOf(chosen: ChosenKeys, id: CommandId): string | null {
  const own = chosen[id];
  return own === undefined ? usualKeys[id] : own;
}

/** The command of these keys. */
export function commandOf(chosen: ChosenKeys, combination: string): CommandId | null {
  return commandIds.find((id) => keysOf(chosen, id) === combination) ?? null;
}

/** What can be done now: whoever can do it says so as long as it is shown. */
const handlers = new Map<CommandId, () => void>();

export const isPossible = (id: CommandId): boolean => handlers.has(id);

/** False if it cannot be done now. */
export function runCommand(id: CommandId): boolean {
  const run = handlers.get(id);
  run?.();
  return run !== undefined;
}

/** Offers a command as long as the component is shown; `null`: it cannot be done now. */
export function useCommand(id: CommandId, run: (() => void) | null): void {
  const latest = useRef(run);
  const isOffered = run !== null;
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isOffered) return undefined;
    const handler = (): void => latest.current?.();
    handlers.set(id, handler);
    return () => {
      if (handlers.get(id) === handler) handlers.delete(id);
    };
  }, [id, isOffered]);
}
