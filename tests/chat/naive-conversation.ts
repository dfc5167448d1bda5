/** A message of the naive conversation. */
export interface Node {
  readonly id: string;
  readonly parent: string | null;
  readonly question: boolean;
  text: string;
  status: string;
  readonly stream: number;
  removed: boolean;
  readonly draftSet: string | null;
}

export function isRunning(node: Node | undefined): boolean {
  return node?.status === 'waiting' || node?.status === 'streaming';
}

/** The naive conversation: nodes in the order they were made, found by walking through all of them. */
export function createNaiveConversation(nodes: Node[] = []) {
  const find = (id: string | null): Node | undefined => nodes.find((node) => node.id === id);
  const way = (id: string | null): Node[] => {
    const node = find(id);
    return node === undefined ? [] : [...way(node.parent), node];
  };
  const isGone = (id: string): boolean => way(id).some(({ removed }) => removed);
  const followers = (id: string): Node[] => nodes.filter((node) => node.parent === id && !node.removed);
  const below = (id: string): string =>
    nodes.filter((node) => way(node.id).some((above) => above.id === id) && !isGone(node.id) && followers(node.id).length === 0).at(-1)
      ?.id ?? id;
  const naive = {
    nodes,
    head: nodes.at(-1)?.id ?? null,
    deleted: false,
    /** Drafts of which one was chosen. */
    decided: new Set<string>(),
    find,
    /** From the start to a message. */
    way,
    isGone,
    below,
    hasFollowers: (id: string): boolean => followers(id).length > 0,
    /** The drafts of which one is to be chosen. */
    openDrafts(draft: Node): readonly Node[] {
      const set = nodes.filter((node) => node.draftSet === draft.draftSet && node.parent === draft.parent && !node.removed);
      return naive.decided.has(draft.id) || set.some(({ id }) => followers(id).length > 0) ? [] : set;
    },
    /** The leaf that is shown. */
    shown(): string | null {
      const path = way(naive.head);
      const cut = path.findIndex(({ removed }) => removed);
      const gone = path[cut];
      if (gone === undefined) return naive.head;
      const versions = nodes.filter((node) => node.parent === gone.parent);
      const earlier = versions.slice(0, versions.indexOf(gone)).filter(({ removed }) => !removed);
      const later = versions.slice(versions.indexOf(gone)).filter(({ removed }) => !removed);
      const near = earlier.at(-1) ?? later[0];
      return near === undefined ? (path[cut - 1]?.id ?? null) : below(near.id);
    },
  };
  return naive;
}
