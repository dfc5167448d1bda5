import type { Messages } from '../messages.ts';

export const common: Messages['common'] = {
  appDescription: '与开放模型对话，并看清每个回答的来龙去脉。',
  close: '关闭',
  cancel: '取消',
  skipToComposer: '跳到输入框',
  loading: '正在加载…',
  screenFailed: '页面的这一部分无法显示。你的对话都还在。',
  catalogMissing: '未能取得模型资料。你的对话都还在。',
  reload: '重新加载',
  tryAgain: '重试',
  problems: '此站点的配置有问题：',
  dismiss: '知道了',
};
