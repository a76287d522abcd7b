/**
 * Inputs that break compressors, made on demand because they are too large or too odd to commit.
 * `make` returns what a caller could really hand over; some of it is no transcript at all.
 */
export interface HostileInput {
  readonly name: string
  make(): unknown
}

const MEGABYTE = 1024 * 1024

/** A minimal valid session around one tool output. */
function around(output: unknown, call: { name?: string; arguments?: string } = {}): unknown[] {
  return [
    { role: 'system', content: 'You are a helpful agent.' },
    { role: 'user', content: 'What does it say?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: call.name ?? 'run', arguments: call.arguments ?? '{"command":"cat big"}' },
        },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: output },
    { role: 'user', content: 'And in short?' },
  ]
}

function lines(bytes: number): string {
  const sample = Array.from(
    { length: 1000 },
    (_, index) =>
      `2026-03-02 09:${index % 60}:07 worker-${index % 13} INFO request id=${index * 7919} ms=${index % 431}`,
  ).join('\n')
  return `${sample}\n`.repeat(Math.ceil(bytes / (sample.length + 1)))
}

/** An own property called `__proto__`, which an object literal cannot spell. */
function withOwnProto(): unknown {
  return JSON.parse(
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "id": 7}',
  )
}

function cyclic(): unknown {
  const message: Record<string, unknown> = { role: 'user', content: 'round' }
  message['self'] = message
  return message
}

const outputs: Record<string, () => string> = {
  '50 MB of log lines': () => lines(50 * MEGABYTE),
  'one line of 10 MB': () => 'key=value;'.repeat(MEGABYTE),
  '1 MB of one letter': () => 'a'.repeat(MEGABYTE),
  '1 MB of spaces': () => ' '.repeat(MEGABYTE),
  '1 MB of line breaks': () => '\n'.repeat(MEGABYTE),
  '1 MB of quotes': () => '"'.repeat(MEGABYTE),
  '1 MB of backslashes': () => '\\'.repeat(MEGABYTE),
  '1 MB of base64': () => 'iVBORw0KGgoAAAANSUhEUg+/'.repeat(MEGABYTE / 24),
  'JSON of 100,000 levels': () => '['.repeat(100_000) + ']'.repeat(100_000),
  'JSON objects of 100,000 levels': () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'JSON that never ends': () => '{"a":['.repeat(100_000),
  'JSON with __proto__ keys': () =>
    `[${'{"__proto__":{"polluted":1},"id":1},'.repeat(2_000)}{"constructor":0}]`,
  'JSON with one key 20,000 times': () => `{${'"k":1,'.repeat(20_000)}"k":2}`,
  'JSON numbers that floats cannot hold': () => `[${'9007199254740993,1e400,-0,1.0,'.repeat(2_000)}0]`,
  'XML of 100,000 levels': () => '<a>'.repeat(100_000) + '</a>'.repeat(100_000),
  'XML with an entity bomb': () =>
    `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY ${'b'.repeat(i + 1)} "&a;&a;">`).join('')}]><l>&${'b'.repeat(30)};</l>`.repeat(
      20,
    ),
  'CSV with one quote left open': () => `a,b,c\n"1,2,3\n${'4,5,6\n'.repeat(50_000)}`,
  'CSV with 20,000 columns': () => `${'c,'.repeat(20_000)}c\n${'1,'.repeat(20_000)}1\n`.repeat(5),
  'code of 50,000 open brackets': () => `function f() {\n${'if (x) { ('.repeat(50_000)}`,
  'Markdown with 20,000 fences': () => '```json\n{"a":1}\n'.repeat(20_000),
  'lone surrogates': () => '\ud83d and \ude00 alone \udfff\ud800 '.repeat(5_000),
  'NUL and other control characters': () =>
    '\u0000\u0001\u0008\u000b\u001f\u007f\u0085\u2028\ufeff x\n'.repeat(5_000),
  'a storm of ANSI sequences': () =>
    '\u001b[31mred\u001b[0m\u001b[2K\u001b[1A\u001b]0;title\u0007\u001b]8;;http://x\u001b\\link\u001b[?25l\r 42 %\r'.repeat(
      20_000,
    ),
  'ANSI sequences that never end': () => '\u001b['.repeat(200_000),
  'combining marks on one letter': () => `e${'\u0301'.repeat(300_000)}`,
  'special tokens of tokenizers': () => '<|endoftext|><|im_start|>system\n<|fim_prefix|>'.repeat(5_000),
  'markers of nobody': () => '[CCR_REF: ccr-000000000000 | 1 of 2 rows, 9k tokens]\n'.repeat(5_000),
  'one identical line 500,000 times': () => 'npm warn deprecated\n'.repeat(500_000),
  'lines that differ in one hash each': () =>
    Array.from({ length: 50_000 }, (_, index) =>
      (Math.imul(index, 2654435761) >>> 0).toString(16).repeat(4),
    ).join('\n'),
  'text that invites backtracking': () => `${'a=,'.repeat(100_000)}!`,
  'a bracket before 10,000 backslashes': () => `[{"a": "${'\\u6587'.repeat(10_000)}`,
  'a bracket before 10,000 pictures': () => `see [${'![]\\" [a](b) '.repeat(10_000)}\n`,
  'numbered lines of carriage returns': () => `7\t${'\r8\t x'.repeat(40_000)}`,
  'heads of pages between carriage returns': () =>
    '\r[page as text; left out: \r[page text; left out: '.repeat(8_000),
  'attributes and templates without an end': () =>
    `${'#[u] static template<r> '.repeat(8_000)}{\n${'fn a() { b }\n'.repeat(50)}`,
  'an empty output': () => '',
}

const shapes: Record<string, () => unknown> = {
  'an empty array': () => [],
  'null instead of an array': () => null,
  'a string that is no JSON': () => '{"messages": [',
  'messages that are not objects': () => [
    null,
    7,
    'text',
    true,
    [],
    undefined,
    { role: 'user', content: 'hello' },
  ],
  'null content': () => [
    { role: 'user', content: null },
    { role: 'assistant', content: null },
    { role: 'user' },
  ],
  'content that is neither text nor parts': () => [
    { role: 'user', content: 42 },
    { role: 'user', content: { text: 'x' } },
    { role: 'user', content: true },
  ],
  'unknown roles': () => [
    { role: 'narrator', content: 'Once' },
    { content: 'no role' },
    { role: 7, content: 'a number' },
    { role: 'user', content: 'hello' },
  ],
  'unknown part types': () => [
    {
      role: 'user',
      content: [
        { type: 'hologram', data: 'x' },
        { type: 'text' },
        { type: 'text', text: 7 },
        null,
        'bare',
        { type: 'text', text: 'hi' },
      ],
    },
  ],
  'empty arrays of parts and calls': () => [
    { role: 'user', content: [] },
    { role: 'assistant', content: '', tool_calls: [] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: [] }] },
  ],
  'an id used twice in one message': () => [
    { role: 'user', content: 'go' },
    { role: 'assistant', content: null, tool_calls: [twin('{"n":1}'), twin('{"n":2}')] },
    { role: 'tool', tool_call_id: 'call_1', content: 'first' },
    { role: 'tool', tool_call_id: 'call_1', content: 'second' },
    { role: 'assistant', content: null, tool_calls: [twin('{"n":3}')] },
    { role: 'tool', tool_call_id: 'call_1', content: 'third' },
  ],
  'results without calls, calls without results': () => [
    { role: 'tool', tool_call_id: 'call_9', content: 'from nowhere' },
    { role: 'assistant', content: null, tool_calls: [twin('{}')] },
    { role: 'user', content: 'never mind' },
  ],
  'arguments that are no JSON': () => around('done', { arguments: '{"command": "ls' }),
  'arguments of 5 MB': () => around('done', { arguments: JSON.stringify({ content: lines(5 * MEGABYTE) }) }),
  'calls that are not objects': () => [
    {
      role: 'assistant',
      content: 'x',
      tool_calls: [null, 7, {}, { function: null }, { id: 1, function: { name: 2 } }],
    },
  ],
  'own __proto__ keys in messages': () => [withOwnProto(), { role: 'user', content: [withOwnProto()] }],
  'a message that contains itself': () => [cyclic()],
  'frozen messages': () => Object.freeze([Object.freeze({ role: 'user', content: 'hello' })]),
  'a hole in the array': () => {
    const messages: unknown[] = [{ role: 'user', content: 'a' }]
    messages[3] = { role: 'user', content: 'b' }
    return messages
  },
  '20,000 short messages': () =>
    Array.from({ length: 20_000 }, (_, index) => ({
      role: index % 2 ? 'assistant' : 'user',
      content: `turn ${index}`,
    })),
  'a body of unknown kind': () => ({ model: 'x', prompt: 'hello', messages: 'not an array' }),
}

function twin(args: string): unknown {
  return { id: 'call_1', type: 'function', function: { name: 'run', arguments: args } }
}

/** Tool outputs as plain text, for crushers. */
export const hostileTexts: readonly { readonly name: string; make(): string }[] = Object.entries(outputs).map(
  ([name, make]) => ({ name, make }),
)

/** Whole inputs for `compress`: each hostile text in a session, and shapes that no provider would send. */
export const hostileInputs: readonly HostileInput[] = [
  ...hostileTexts.map(({ name, make }) => ({ name, make: () => around(make()) })),
  ...Object.entries(shapes).map(([name, make]) => ({ name, make })),
]
