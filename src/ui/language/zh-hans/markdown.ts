import type { Messages } from '../messages.ts';

export const markdown: Messages['markdown'] = {
  copyCode: '复制代码',
  copied: '已复制',
  image: '图片（未加载）',
  linkTitle: '打开外部页面？',
  openLink: '打开',
  cancel: '取消',
  codeLines: (count) => `${count} 行`,
};
