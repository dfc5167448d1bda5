import type { obligations as english } from '../en/obligations.ts';

const inWords = (amount: number): string => (amount >= 1e8 ? `${amount / 1e8} 亿` : `${amount / 1e4} 万`);

export const obligations: typeof english = {
  title: '你必须做什么',
  answers: '如果你向他人展示它的回答',
  weights: '如果你分发它的权重或由它衍生的模型',
  thisAnswer: '如果你向他人展示这个回答',
  nothing: '它的许可证对此没有要求。',
  mustShow: '须与回答一同展示',
  carriedBy: (models) => `来自 ${models}`,
  asService: '此项针对以应用或服务形式提供它的人。',
  asks: {
    credit: '注明制作者，附上许可证链接，并说明改动。',
    'keep-notices': '保留版权与许可声明。',
    'license-copy': '附上许可证副本。',
    'state-changes': '注明改动过的文件。',
    'notice-text': '在每份副本中保留这条声明：',
    display: '在人们看得到的地方展示：',
    'display-if-trained': '如果用它或它的回答训练模型，须在文档中展示：',
    'pass-on-restrictions': '让接收者同样受其使用规则约束，并告知他们。',
    'share-alike': '由它衍生的成果须采用同一许可证。',
    'no-other-terms': '不得附加改变该许可证的条款。',
    'non-commercial': '仅限非商业用途。',
    'use-limits': '遵守其用途限制。',
    'no-training': '不得用它或它的回答改进其他模型。',
    'no-hosting': '不得作为服务提供给他人。',
    registration: '商业使用前须登记。',
    'latest-version': '尽量使用最新版本。',
    'terms-unknown': '这里不知道它的条件：请询问制作者。',
    other: '另外：',
    'use-policy': '遵守其使用规则。',
    'user-threshold': '它设有上限。',
    'model-name': '由它衍生的模型，名称须以此开头：',
    territory: '留意你所在的地区和适用的法律。',
    gate: '它的权重须经申请才能取得。',
  },
  limits: {
    'monthly-users': (amount) => `月活跃用户超过 ${inWords(amount)}时，须另行取得许可。`,
    'yearly-revenue-in-dollars': (amount) => `年收入超过 ${inWords(amount)}美元时，须另行取得许可。`,
  },
};
