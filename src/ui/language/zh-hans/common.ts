import type { Messages } from '../messages.ts';

export const common: Messages['common'] = {
  close: '关闭',
  skipToMessage: '跳到消息输入框',
  skipToContent: '跳到内容',
  cancel: '取消',
  loading: '正在加载…',
  screenFailed: '页面的这一部分无法显示。你的对话都还在。',
  catalogMissing: '未能取得模型资料。你的对话都还在。',
  reload: '重新加载',
  tryAgain: '重试',
  problems: '此站点的配置有问题：',
  dismiss: '知道了',
  notice: '通知',
  partMissing: 'Stemma 的一部分未能取得。请检查网络后重新提问；如果仍然如此，请重新加载页面。',
};
