/** An application log as services write them: seeded, so that every run measures the same text. */
export interface ApplicationLog {
  readonly text: string
  /** What a reader must find, in order of time. */
  readonly needles: readonly string[]
}

function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

export function applicationLog(lines = 3000, seed = 7): ApplicationLog {
  const random = generator(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const of = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T
  const hex = (length: number): string => Array.from({ length }, () => below(16).toString(16)).join('')
  const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  const out: string[] = []
  const needles: string[] = []
  let time = Date.UTC(2026, 2, 14, 9, 0, 0)
  const put = (level: string, source: string, message: string): string => {
    time += 40 + below(900)
    const thread = `http-nio-8080-exec-${1 + below(12)}`
    out.push(`${new Date(time).toISOString()} ${level.padEnd(5)} [${thread}] ${source} : ${message}`)
    return out[out.length - 1] as string
  }
  const usual = [
    () =>
      put(
        'INFO',
        'c.a.orders.OrderController',
        `GET /api/v1/orders/${uuid()} status=200 duration=${4 + below(90)}ms`,
      ),
    () =>
      put('INFO', 'c.a.orders.OrderService', `Order ${uuid()} reserved for customer ${10000 + below(9000)}`),
    () => put('DEBUG', 'c.a.orders.PriceClient', `cache hit key=price:${hex(10)} ttl=${below(600)}s`),
    () =>
      put(
        'INFO',
        'c.a.orders.EventBus',
        `published OrderReserved offset=${400000 + below(90000)} partition=${below(12)}`,
      ),
    () =>
      put(
        'DEBUG',
        'o.h.SQL',
        `select o.id, o.total from orders o where o.id = ? [${uuid()}] rows=${below(4)}`,
      ),
    () =>
      put(
        'INFO',
        'c.a.orders.Health',
        `heartbeat ok active=${below(40)} idle=${below(40)} heap=${200 + below(300)}MB`,
      ),
    () =>
      put(
        'INFO',
        'c.a.auth.TokenFilter',
        `token accepted subject=${of(['web', 'mobile', 'partner'])} session=${hex(24)}`,
      ),
  ]
  const special = new Map<number, () => void>([
    [2, () => needles.push(put('INFO', 'c.a.orders.Application', 'Started Application in 8.214 seconds'))],
    [
      Math.floor(lines * 0.21),
      () => needles.push(put('WARN', 'c.z.hikari.pool', 'Connection is not available, waited 29998ms')),
    ],
    [
      Math.floor(lines * 0.37),
      () =>
        needles.push(put('ERROR', 'c.a.orders.PriceClient', 'Price service answered 503 for key price:77aa')),
    ],
    [
      Math.floor(lines * 0.58),
      () => {
        needles.push(put('ERROR', 'c.a.orders.OrderController', 'Unhandled exception while reserving order'))
        const trace = [
          'java.lang.IllegalStateException: stock for SKU-20417 is negative (-3)',
          '\tat com.acme.orders.StockLedger.reserve(StockLedger.java:118)',
          '\tat com.acme.orders.OrderService.reserve(OrderService.java:64)',
          ...Array.from(
            { length: 18 },
            (_, index) =>
              `\tat org.springframework.web.servlet.Handler${index}.invoke(Handler${index}.java:${200 + index})`,
          ),
          'Caused by: org.postgresql.util.PSQLException: deadlock detected',
          '\tat com.acme.orders.StockRepository.lock(StockRepository.java:41)',
          '\t... 21 more',
        ]
        out.push(...trace)
        needles.push(trace[0] as string, trace[1] as string, trace[21] as string, trace[22] as string)
      },
    ],
    [
      Math.floor(lines * 0.83),
      () =>
        needles.push(
          put('ERROR', 'c.a.orders.EventBus', 'Cannot publish OrderReserved: broker 3 not available'),
        ),
    ],
    [
      Math.floor(lines * 0.91),
      () => needles.push(put('INFO', 'c.a.orders.Config', 'reloaded 14 feature flags')),
    ],
  ])
  let index = 0
  while (out.length < lines) {
    const one = special.get(index++)
    if (one) one()
    else of(usual)()
  }
  return { text: out.join('\n'), needles }
}
