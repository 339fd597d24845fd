/** Every unit operation in its order, by code, with its name for narrow places in English and Chinese: what lists and filters need of the process. */
export const operationShortNames: Readonly<Record<string, readonly [string, string]>> = {
  'UP-01': ['Vial thaw', '复苏'],
  'UP-02': ['Seed train', '种子扩增'],
  'UP-03': ['N-1', 'N-1'],
  'UP-04': ['Production', '生产反应器'],
  'UP-05': ['Harvest', '收获'],
  'DP-01': ['Protein A', '蛋白A捕获'],
  'DP-02': ['Low pH', '低pH'],
  'DP-03': ['CEX', 'CEX'],
  'DP-04': ['AEX', 'AEX'],
  'DP-05': ['Virus filtration', '除病毒过滤'],
  'DP-06': ['UF/DF', 'UF/DF'],
  'DS-01': ['Fill and freeze', '灌装冷冻'],
  'FP-01': ['Thaw, pool', '解冻合批'],
  'FP-02': ['Compounding', '配制'],
  'FP-03': ['Sterile filtration', '除菌过滤'],
  'FP-04': ['Fill', '灌装'],
  'FP-05': ['Inspection', '灯检'],
  'FP-06': ['Packaging', '包装'],
};

export const operationCodes: readonly string[] = Object.keys(operationShortNames);
