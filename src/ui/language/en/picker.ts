/** The states of models in the picker. Fetched with it. */
export const picker = {
  pinned: 'Open Assistant, StableVicuna, Dolly',
  ready: (label: string) => `Ready: ${label}`,
  readyHere: 'Ready: runs in this browser',
  needsGated: 'Needs a server; its maker asks for agreement first',
  hidden: (count: number) => `${count} more: search for them by name.`,
  base: 'continues a text',
  saidByYou: 'match said by you',
  notAsked: (label: string) => `${label} was not asked for its models: it wants to be left alone for a while.`,
  asBefore: 'Those that are known from before are listed.',
};
