// The lint rule `crossflow/function-size`: a function has at most `max` lines of its own. The lines of functions inside it
// count for those, so that a table of small functions (actions, a router) may be as long as the feature is wide.

export const functionSize = {
  meta: { type: 'suggestion', schema: [{ type: 'integer' }], docs: { description: 'Functions are small' } },
  create(context) {
    const [max] = context.options;
    const blank = new Set(context.sourceCode.lines.flatMap((line, index) => (line.trim() === '' ? [index + 1] : [])));
    const open = [];
    return {
      ':function': () => open.push(new Set()),
      ':function:exit': (node) => {
        const inner = open.pop();
        const lines = linesOf(node).filter((line) => !blank.has(line));
        const own = lines.filter((line) => !inner.has(line)).length;
        for (const line of lines) open.at(-1)?.add(line);
        if (own > max)
          context.report({
            node,
            message: `This function has ${own} lines of its own; ${max} is the most. Split it along an idea.`,
          });
      },
    };
  },
};

function linesOf(node) {
  const { start, end } = node.loc;
  return Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index);
}
