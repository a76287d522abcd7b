/** Models that check signed reasoning against everything that was sent before it. */
interface BindingModels {
  readonly provider: string
  /** Month in which the provider's documentation said so. */
  readonly asOf: string
  /** As the provider spells them, without date and vendor prefix. */
  readonly models: readonly string[]
}

/** platform.claude.com/docs, "Preserved thinking": a changed prefix makes the blocks behind it invalid, by default a 400. */
const tables: readonly BindingModels[] = [
  {
    provider: 'Anthropic',
    asOf: '2026-11',
    models: [
      'claude-fable-5-1',
      'claude-fable-5-2',
      'claude-mythos-5-1',
      'claude-mythos-5-2',
      'claude-opus-5-5',
      'claude-sonnet-5-5',
      'claude-haiku-5-5',
    ],
  },
]

/** Whether a model of that name binds its reasoning; gateways write dots, prefixes and dates around the name. */
export function bindsReasoning(model: string): boolean {
  const spelt = model.toLowerCase().replaceAll('.', '-')
  return tables.some(({ models }) =>
    models.some(name => {
      const at = spelt.indexOf(name)
      return at >= 0 && !/^\d/.test(spelt.slice(at + name.length))
    }),
  )
}
