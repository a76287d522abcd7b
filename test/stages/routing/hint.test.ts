import { describe, expect, test } from 'vitest'
import { hintOfCall } from '../../../src/stages/routing/hint.ts'

describe('calls that show a file', () => {
  test.each([
    ['read_file', { path: 'src/a.ts' }, 'src/a.ts'],
    ['Read', { file_path: '/srv/app/main.go', offset: 10 }, '/srv/app/main.go'],
    ['getFileContents', { repo: 'x/y', uri: 'docs/a.md' }, 'docs/a.md'],
    ['mcp__fs__view', { target: 'notes/plan.md' }, 'notes/plan.md'],
    ['editor_tool', { command: 'view', path: 'a/b.py' }, 'a/b.py'],
    ['open', { name: 'setup.cfg', line_number: 3 }, 'setup.cfg'],
    ['bash', { command: 'cat src/a.ts' }, 'src/a.ts'],
    ['bash', { command: "cd /srv && sed -n '10,40p' lib/x.rb" }, 'lib/x.rb'],
    ['run_shell_command', { cmd: 'head -n 20 a.py | tail -5' }, 'a.py'],
    ['exec_command', { cmd: ['bash', '-lc', 'nl -ba main.c | sed -n 1,20p'] }, 'main.c'],
    ['shell', { command: ['awk', 'NR>=3 && NR<=9', 'x.py'] }, 'x.py'],
    ['bash', { command: 'for f in *.md; do cat "$f"; done' }, '$f'],
    ['bash', { command: 'cat -n a.ts 2>/dev/null' }, 'a.ts'],
    ['bash', { command: 'ls; cat b.ts' }, 'b.ts'],
    ['bash', '{"command": "bat -r 1:20 c.ts"}', 'c.ts'],
    ['cat', 'README.md', 'README.md'],
  ])('%s %j', (tool, args, path) => {
    expect(hintOfCall(tool, args)).toMatchObject({ tool, path, fileView: true })
  })
})

describe('calls that show something else', () => {
  test.each([
    ['bash', { command: 'grep -rn foo src' }],
    ['bash', { command: 'ls -la src' }],
    ['bash', { command: 'find . -name "*.ts"' }],
    ['bash', { command: 'git log --oneline | cat' }],
    ['bash', { command: 'curl -s https://example.org/a.json' }],
    ['bash', { command: 'cat a.ts | grep foo' }],
    ['bash', { command: 'cat a.json | jq .x' }],
    ['bash', { command: 'cat <<EOF > a.ts\nconst a = 1\nEOF' }],
    ['bash', { command: 'cat a.ts > b.ts' }],
    ['bash', { command: "sed -i 's/a/b/' a.ts" }],
    ['bash', { command: 'npm test 2>&1 | tail -20' }],
    ['write_file', { path: 'a.ts', content: 'x' }],
    ['list_files', { path: 'src' }],
    ['Grep', { pattern: 'x', path: 'src' }],
    ['read_query', { sql: 'select 1' }],
    ['search_web', { query: 'a b' }],
    [undefined, { path: 'a.ts' }],
    ['bash', { command: 'tail -n 200 /srv/app/logs/worker.log.2' }],
    ['read_file', { path: 'build/stderr.out' }],
    ['bash', { command: 'cat /var/log/syslog' }],
    ['bash', { command: 'cat /proc/meminfo' }],
  ])('%s %j', (tool, args) => {
    expect(hintOfCall(tool, args).fileView).toBeUndefined()
  })

  test.each([
    undefined,
    null,
    3,
    '',
    '{',
    [],
    ['x'],
    { __proto__: null },
    { command: null },
    { command: [1] },
  ])('odd arguments %j are no reason to throw', args => {
    expect(hintOfCall('bash', args)).toMatchObject({ tool: 'bash' })
  })
})
