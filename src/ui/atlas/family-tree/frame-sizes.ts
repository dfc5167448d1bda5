/** From here on the tree is shown before the table. */
export const wideEnoughForTree = '(min-width: 48rem)';

/** Width through height of the picture on a wide screen and on a phone. */
export const treeAspects = { wide: 1.65, narrow: 0.6 } as const;
