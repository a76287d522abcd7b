import type { BenchResult, SystemResult } from '../run.ts'
import { columns, systemRows } from '../terminal.ts'
import { escape, lines, pareto, type Series, stacks } from './charts.ts'
import { budgetText, type ReportContext } from './markdown.ts'
import { dollarText, moneyTable } from './money.ts'
import { style } from './style.ts'

/** Parts of the token chart; what is smaller is `rest`. */
const shownTypes = 11

/** One page without scripts, fonts or images from elsewhere. */
export function htmlReport(results: readonly BenchResult[], context: ReportContext): string {
  const first = results[0]
  const sections = results.map(result => section(result))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quern benchmark: ${escape(context.corpus)}</title><style>${style}</style></head><body>
<h1>What a session really costs, and what it forgets</h1>
<p>${escape(context.corpus)}: ${first?.transcripts ?? 0} sessions, ${first?.turns ?? 0} turns. ${context.date}, ${escape(context.machine)}.
Costs are relative to sending everything raw. <b>Adjusted</b> adds to the bill what the omissions cost: an extra call for whatever a later turn used and did not find in its request.</p>
${sections.join('\n')}
</body></html>
`
}

const isStrong = (system: SystemResult): boolean => system.name.startsWith('quern')

function section(result: BenchResult): string {
  const systems = result.systems
  const curves: Series[] = systems.map(system => ({
    name: system.name,
    values: system.total.costCurve,
    strong: isStrong(system),
  }))
  const breaks: Series[] = systems.map(system => ({
    name: system.name,
    values: system.total.breakCurve,
    strong: isStrong(system),
  }))
  const points = systems.map(system => ({
    name: system.name,
    x: system.total.recall.inline,
    y: system.total.adjusted[0] ?? 0,
    strong: isStrong(system),
  }))
  return `<section><h2>${budgetText(result.budget)}</h2>
${table(['', ...columns.map(column => column.title)], systemRows(result), systems.map(isStrong))}
<h3>Cost along a session</h3><p>Adjusted cost, cumulated, as a share of what the raw session costs.</p>${lines('Adjusted cost over the turns of a session', curves, 'share of raw cost', 2)}
<h3>Cost against recall</h3><p>Further right: more of what later turns used is still in the request. Lower: cheaper. The line joins what nothing beats in both.</p>${pareto('Adjusted cost against references shown inline', points, 'references inline', 'adjusted cost')}
<h3>Where the tokens went</h3><p>All tokens sent, by who said it or by the content type of the tool output.</p>${tokenChart(systems)}
<h3>Prefix breaks along a session</h3><p>Requests in a hundred that changed something already sent.</p>${lines('Prefix breaks along a session', breaks, 'breaks per 100 turns')}
<h3>A thousand such sessions, in dollars</h3><p>Input at list prices, with retrievals and re-reads.</p>${moneySection(result)}
</section>`
}

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

function moneySection(result: BenchResult): string {
  const money = moneyTable(result)
  return table(
    ['', ...money.models],
    money.rows.map(row => [row.system, ...row.dollars.map(dollarText)]),
    result.systems.map(isStrong),
  )
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
  return `<div class="wide"><table><thead><tr>${head.map(cell => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
