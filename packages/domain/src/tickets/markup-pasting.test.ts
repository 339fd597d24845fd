import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { describe, expect, test } from 'vitest';
import { parseMarkup } from './markup.ts';
import { blocksOfHtml, type PastedNode } from './markup-pasting.ts';
import { writeMarkup } from './markup-writing.ts';

type Tree = DefaultTreeAdapterMap['node'];

/** The tree of the HTML standard, as every browser makes it too. */
function node(tree: Tree): PastedNode {
  const attributes = 'attrs' in tree ? tree.attrs : [];
  return {
    nodeName: tree.nodeName,
    nodeValue: 'value' in tree ? tree.value : null,
    childNodes: 'childNodes' in tree ? tree.childNodes.map(node) : [],
    getAttribute: (name) => attributes.find((one) => one.name === name)?.value ?? null,
  };
}
const people = [{ id: 'm1', names: ['Gu Mingyuan'] }];
const pasted = (html: string) => writeMarkup(blocksOfHtml(node(parse(html)), people), people);

describe('what is pasted arrives as markup', () => {
  test.each([
    [
      'words and marks',
      '<p>Raise <b>the sparge</b> <i>10&nbsp;%</i>, <s>not</s> <code>pH</code></p>',
      'Raise **the sparge** *10 %*, ~~not~~ `pH`',
    ],
    [
      'indices',
      'pCO<sub>2</sub> at 10<sup>6</sup> <span style="vertical-align: super">a</span>',
      'pCO~2~ at 10^6^ ^a^',
    ],
    [
      'styles in place of tags',
      '<span style="font-weight:700">a</span> <span style="font-style:italic">b</span>',
      '**a** *b*',
    ],
    ['a wrapper that is bold in name only', '<b style="font-weight:normal"><p>plain</p></b>', 'plain'],
    ['headings', '<h2>Result</h2><p>Fine</p>', '**Result**\n\nFine'],
    ['line breaks', '<div>one<br>two</div><div>three</div>', 'one\ntwo\n\nthree'],
    [
      'lists',
      '<ul><li>a</li><li><p>b</p></li></ul><ol><li>c</li><li>d<ul><li>e</li></ul></li></ol>',
      '- a\n- b\n\n1. c\n2. d\n\n- e',
    ],
    ['a quotation', '<blockquote><p>said</p><p>twice</p></blockquote>', '> said\n> twice'],
    ['code', '<pre><span>x = 1\n</span>  y</pre>', '```\nx = 1\n  y\n```'],
    [
      'links',
      '<a href="https://example.com/p">the plan</a> <a href="https://example.com/">https://example.com/</a>',
      '[the plan](https://example.com/p) [https://example.com/](https://example.com/)'.replace(
        '[https://example.com/](https://example.com/)',
        'https://example.com/',
      ),
    ],
    ['white space', '<p>\n  a\n   b </p>\n\n<p> </p>', 'a b'],
    ['signs that are marks here', '<p>a*b*c and <i>d</i></p>', 'a\\*b\\*c and *d*'],
    ['a mention of ours', '<span data-mention="m1">@Gu Mingyuan</span>, please', '@Gu Mingyuan, please'],
    ['a mention of nobody', '<span data-mention="m9">@Nobody</span>', '@Nobody'],
    [
      'a table',
      '<table><thead><tr><th>Day</th><th>Lactate</th></tr></thead><tbody><tr><td>9</td><td><b>1.9</b></td></tr></tbody></table>',
      '| Day | Lactate |\n| --- | --- |\n| 9 | **1.9** |',
    ],
    [
      'a table without a head',
      '<table><tr><td>1</td><td>2|3</td></tr><tr><td>4</td></tr></table>',
      '| 1 | 2\\|3 |\n| 4 | |',
    ],
    [
      'cells that span',
      '<table><tr><th colspan=2>a</th></tr><tr><td rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr></table>',
      '| a | |\n| --- | --- |\n| b | c |\n| | d |',
    ],
    ['paragraphs in a cell', '<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>', '| a b | c |'],
    ['a single cell', '<table><tr><td>6.98</td></tr></table>', '6.98'],
  ])('%s', (_what, html, markup) => {
    expect(pasted(html)).toBe(markup);
  });

  test('a table of a word processor, with its head in bold and paragraphs in its cells', () => {
    const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head>
      <body lang=EN-GB><!--StartFragment--><p class=MsoNormal>Results of <span lang=FR>T-7KQ4</span>:<o:p></o:p></p>
      <table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=200 style='width:150pt'>
      <p class=MsoNormal><b>Parameter<o:p></o:p></b></p></td><td><p class=MsoNormal><b>Day 9<o:p></o:p></b></p></td></tr>
      <tr><td><p class=MsoNormal>pCO<sub>2</sub><o:p></o:p></p></td><td><p class=MsoNormal>108<o:p></o:p></p></td></tr></table>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`;
    expect(pasted(html)).toBe('Results of T-7KQ4:\n\n| Parameter | Day 9 |\n| --- | --- |\n| pCO~2~ | 108 |');
  });

  test('a list of a word processor, written as paragraphs with bullets of their own', () => {
    const item = (bullet: string, text: string) =>
      `<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>${bullet}<span>&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;
    expect(pasted(item('·', 'feed') + item('·', 'sparge') + item('1.', 'hold'))).toBe('- feed\n- sparge\n\n1. hold');
  });

  test('cells of a spreadsheet', () => {
    const html = `<html><body><table border=0><!--StartFragment--><col width=64><tr height=20><td class=xl65 x:num>9</td><td align=right>1.9</td></tr>
      <tr><td>10</td><td>2.3</td></tr><!--EndFragment--></table></body></html>`;
    expect(pasted(html)).toBe('| 9 | 1.9 |\n| 10 | 2.3 |');
  });
});

describe('nothing pasted becomes more than words', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<a href="javascript:alert(1)">press</a>',
    '<a href=" javascript:alert(1)">press</a>',
    '<a href="jav&#x09;ascript:alert(1)">press</a>',
    '<a href="data:text/html,<script>alert(1)</script>">press</a>',
    '<a href="vbscript:msgbox(1)">press</a>',
    '<a href="https://ok.example/)](javascript:alert(1)">press</a>',
    '<form action="javascript:alert(1)"><button>press</button></form>',
    '<div style="background:url(javascript:alert(1))">press</div>',
    '<p onclick="alert(1)">press</p>',
    '<template><script>alert(1)</script></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<table><td><script>alert(1)</script><a href="javascript:alert(1)">press</a></td><td>b</td></table>',
    '<span data-mention="m1"><script>alert(1)</script></span>',
    '<span data-mention="__proto__">@x</span>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '[press](javascript:alert(1))',
    '<p>[press](java</p><p>script:alert(1))</p>',
    '<base href="javascript:alert(1)//"><a href="/x">press</a>',
    '<a href="//evil.example">press</a>',
    '<a href="#m-00000000-0000-4000-8000-00000000000">press</a>',
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  ])('%s', (html) => {
    const links = JSON.stringify(parseMarkup(pasted(html), people)).match(/"link":"[^"]*"/g) ?? [];
    expect(links.filter((link) => !/^"link":"https:\/\/ok\.example\/?"$/.test(link))).toEqual([]);
    expect(JSON.stringify(blocksOfHtml(node(parse(html)), people))).not.toContain('"link":"javascript');
    if (!html.includes('&lt;') && !html.includes('[press]') && !html.includes('[press](java'))
      expect(pasted(html)).not.toContain('alert(1)');
  });

  test('deep and wide trees are read, and cells are no more than a table has room for', () => {
    expect(pasted(`${'<div>'.repeat(400)}deep${'</div>'.repeat(400)}`)).toBe('deep');
    const wide = pasted('<table><tr><td colspan=100000>a</td><td>b</td></tr></table>');
    expect(parseMarkup(wide)[0]).toMatchObject({ kind: 'table' });
    expect(wide.length).toBeLessThan(500);
  });
});
