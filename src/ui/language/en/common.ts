export const common = {
  close: 'Close',
  skipToMessage: 'Skip to the message field',
  skipToContent: 'Skip to the content',
  cancel: 'Cancel',
  loading: 'Loading…',
  screenFailed: 'This part of the page could not be shown. Your conversations are safe.',
  catalogMissing: 'What is known of the models could not be fetched. Your conversations are safe.',
  reload: 'Reload',
  tryAgain: 'Try again',
  problems: 'Something in this installation’s configuration is wrong:',
  dismiss: 'Dismiss',
  notice: 'Notice',
};
