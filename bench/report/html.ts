import type { BenchResult, SystemResult } from '../run.ts'
import { columns, type ColumnGroup, columnGroups } from '../terminal.ts'
import { escape } from './canvas.ts'
import { lines, pareto, type Series, stacks } from './charts.ts'
import { familyHead, familyRows } from './families.ts'
import { budgetText, type ReportContext } from './markdown.ts'
import { dollarText, moneyTable } from './money.ts'
import { aloneText, resourceHead, resourceRows } from './resources.ts'
import { spendingHead, spendingRows, spendingText } from './spending.ts'
import { style } from './style.ts'

/** Parts of the token chart; what is smaller is `rest`. */
const shownTypes = 11

/** One page without scripts, fonts or images from elsewhere. */
export function htmlReport(results: readonly BenchResult[], context: ReportContext): string {
  const first = results[0]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quern benchmark: ${escape(context.corpus)}</title><style>${style}</style></head><body>
<h1>What a session really costs, and what it forgets</h1>
<p>${escape(context.corpus)}: ${first?.transcripts ?? 0} sessions, ${first?.turns ?? 0} turns${skippedText(first)}. ${context.date}, ${escape(context.machine)}.
Costs are relative to sending everything raw. <b>Adjusted</b> adds to the bill what the omissions cost: an extra call for whatever a later turn used and did not find in its request.</p>
${results.map(section).join('\n')}
</body></html>
`
}

const skippedText = (result: BenchResult | undefined): string =>
  result && result.skipped.length > 0 ? `, ${result.skipped.length} files skipped` : ''

const isStrong = (system: SystemResult): boolean => system.name.startsWith('quern')

const groupText: Readonly<Record<ColumnGroup, string>> = {
  cost: 'Relative to raw: adjusted cost (weighted by size, mean of sessions, by OpenAI’s prices, without a cache), the bill alone, tokens. Harm: sessions that got dearer, or failed.',
  recall:
    'Fresh: what can be read of new outputs when they arrive; below half (!) a system hides what it was given. Of what later turns used: in the request, with its label, with its line; only behind a handle; gone.',
  requests:
    'Read from the cache; prefix breaks per 100 requests; same bytes after a restart; requests over the budget, broken rules, failed sessions; time of a later compress.',
}

function section(result: BenchResult): string {
  const { systems } = result
  const strong = systems.map(isStrong)
  const curvesOf = (values: (system: SystemResult) => readonly number[]): Series[] =>
    systems.map((system, index) => ({
      name: system.name,
      values: values(system),
      strong: strong[index] ?? false,
    }))
  const points = systems.map((system, index) => ({
    name: system.name,
    x: system.total.recall.inline,
    y: system.total.adjusted[0] ?? 0,
    strong: strong[index] ?? false,
  }))
  const groups = columnGroups.map(group => {
    const shown = columns.filter(column => column.group === group)
    const rows = systems.map(system => [system.name, ...shown.map(column => column.value(system, result))])
    return `<p>${groupText[group]}</p>${table(['', ...shown.map(column => column.title)], rows, strong)}`
  })
  const money = moneyTable(result)
  const quern = systems.find(system => system.name === 'quern')
  return `<section><h2>${budgetText(result.budget)}</h2>
${groups.join('\n')}
<h3>Cost along a session</h3><p>Adjusted cost, cumulated, as a share of what the raw session costs.</p>${lines(
    'Adjusted cost over the turns of a session',
    curvesOf(system => system.total.costCurve),
    'share of raw cost',
    2,
  )}
<h3>Cost against recall</h3><p>Further right: more of what later turns used is still in the request. Lower: cheaper. The line joins what nothing beats in both.</p>${pareto('Adjusted cost against references shown inline', points, 'references inline', 'adjusted cost')}
<h3>Where the tokens went</h3><p>All tokens sent, as a share of raw, by who said it or by the content type of the tool output.</p>${tokenChart(systems)}
<h3>Prefix breaks along a session</h3><p>Requests in a hundred that changed something already sent.</p>${lines(
    'Prefix breaks along a session',
    curvesOf(system => system.total.breakCurve),
    'breaks per 100 turns',
  )}
<h3>Adjusted cost by family</h3><p>Weighted by size; in brackets the mean of sessions.</p>${table(familyHead(result), familyRows(result), strong)}
<h3>A thousand such sessions, in dollars</h3><p>Input, and the output of extra calls, at list prices (${money.asOf}), with retrievals and re-reads.</p>${table(
    ['', ...money.models],
    money.rows.map(row => [row.system, ...row.dollars.map(dollarText)]),
    strong,
  )}
${quern ? `<h3>Where the cost of Quern goes</h3><p>${spendingText}</p>${table(spendingHead, spendingRows(quern, rawOf(result)), [])}` : ''}
<h3>What handles give back, time and memory</h3><p>${aloneText(result)}</p>${table(resourceHead, resourceRows(result), strong)}
</section>`
}

const rawOf = ({ systems }: BenchResult): SystemResult | undefined =>
  systems.find(system => system.name === 'raw')

function tokenChart(systems: readonly SystemResult[]): string {
  const base = systems.find(system => system.name === 'raw') ?? systems[0]
  if (!base) return ''
  const total = Object.values(base.total.types).reduce((sum, tokens) => sum + tokens, 0)
  const names = Object.entries(base.total.types)
    .sort(([, left], [, right]) => right - left)
    .slice(0, shownTypes)
    .map(([name]) => name)
  const rows = systems.map(system => {
    const parts: Record<string, number> = { rest: 0 }
    for (const [name, tokens] of Object.entries(system.total.types))
      if (names.includes(name)) parts[name] = tokens
      else parts.rest = (parts.rest ?? 0) + tokens
    return { name: system.name, parts }
  })
  return stacks('Tokens sent, by kind', rows, [...names, 'rest'], total)
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  strong: readonly boolean[],
): string {
  const body = rows.map(
    (cells, index) =>
      `<tr${strong[index] ? ' class="strong"' : ''}>${cells.map((cell, at) => (at === 0 ? `<th scope="row">${escape(cell)}</th>` : `<td${cell.endsWith('!') ? ' class="flag"' : ''}>${escape(cell)}</td>`)).join('')}</tr>`,
  )
  return `<div class="scroll"><table><thead><tr>${head.map(cell => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
