export const offline = {
  ready: 'A new version is ready.',
  later: 'Reload when it suits you. Your conversations stay.',
  reload: 'Reload',
};

export type OfflineText = typeof offline;
