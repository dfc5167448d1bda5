export const markdown = {
  copyCode: 'Copy code',
  copied: 'Copied',
  image: 'Image, not loaded',
  linkTitle: 'Open an outside page?',
  openLink: 'Open',
  cancel: 'Cancel',
  codeLines: (count: number) => `${count} lines`,
};
